import { createHash } from 'node:crypto';
import {
	NodeConnectionTypes,
	NodeOperationError,
	type ICredentialsDecrypted,
	type ICredentialType,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';
import type { PackageSource } from '../engine/engine';

/** What a careless node may make of a secret before it shows it. */
export const CARELESS_FORMS: Readonly<Record<string, (secret: string) => string>> = {
	raw: (secret) => secret,
	URL: encodeURIComponent,
	'URL in small letters': (secret) => encodeURIComponent(secret).toLowerCase(),
	'URL twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
	form: (secret) => new URLSearchParams({ secret }).toString(),
	JSON: (secret) => JSON.stringify({ secret }),
	'JSON twice': (secret) => JSON.stringify(JSON.stringify({ secret })),
	'XML by name': (secret) =>
		secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
	'XML by number': (secret) => secret.replaceAll(/./gu, (letter) => `&#${letter.codePointAt(0)};`),
	base64: (secret) => Buffer.from(secret).toString('base64'),
	base64url: (secret) => Buffer.from(secret).toString('base64url'),
	'base64 of more': (secret) => Buffer.from(`a=1&secret=${secret}&b=2`).toString('base64'),
	'base64 of a form': (secret) =>
		Buffer.from(new URLSearchParams({ secret }).toString()).toString('base64'),
	'base64 in small letters': (secret) => Buffer.from(secret).toString('base64').toLowerCase(),
	hex: (secret) => Buffer.from(secret).toString('hex'),
	'hex in capitals': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
	'hex of more': (secret) => Buffer.from(`secret=${secret}`).toString('hex'),
	'base64 of base64': (secret) => base64(base64(secret)),
	'base64 of a Basic token': (secret) => base64(`Basic ${base64(`user:${secret}`)}`),
	'base64 of hex': (secret) => base64(Buffer.from(secret).toString('hex')),
	'base64 of UTF-16': (secret) => base64(Buffer.from(secret, 'utf16le')),
	'base64 of UTF-16 in the other order': (secret) =>
		base64(Buffer.from(secret, 'utf16le').swap16()),
	'hex of base64': (secret) => Buffer.from(base64(secret)).toString('hex'),
	'JavaScript by number': (secret) =>
		secret.replaceAll(/./gu, (letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`),
	'XML by number without semicolons': (secret) =>
		secret.replaceAll(/./gu, (letter) => `&#${letter.codePointAt(0)}`),
	'full-width letters': (secret) =>
		secret.replaceAll(/[!-~]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
	'NULs between': (secret) => [...secret].join('\0'),
	'zero-width spaces between': (secret) => [...secret].join('\u200b'),
	...Object.fromEntries(
		['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'].flatMap((algorithm) =>
			(['hex', 'base64'] as const).map((encoding): [string, (secret: string) => string] => [
				`${algorithm} in ${encoding}`,
				(secret) => createHash(algorithm).update(secret).digest(encoding),
			]),
		),
	),
};

function base64(bytes: Buffer | string): string {
	return Buffer.from(bytes).toString('base64');
}

/** Where it may show it. */
export const CARELESS_PLACES = ['item', 'error', 'log'] as const;

/** A package with one node, `leaky`, and its credential type, `leakyApi`. */
export function leakyPackage(): PackageSource {
	return {
		kind: 'classes',
		packageName: 'n8n-nodes-leaky',
		nodes: [leakyNode()],
		credentials: [leakyApi()],
	};
}

function property(name: string): INodeProperties {
	return { displayName: name, name, type: 'string', default: '' };
}

/** The node's `name` holds the form in which the test of this credential shows the secret. */
function leakyApi(): ICredentialType {
	return {
		name: 'leakyApi',
		displayName: 'Leaky',
		properties: [property('secret'), property('form')],
	};
}

function leakyNode(): INodeType {
	return {
		description: {
			displayName: 'Leaky',
			name: 'leaky',
			group: ['transform'],
			version: 1,
			description: 'Shows its secret',
			defaults: { name: 'Leaky' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'leakyApi', required: true, testedBy: 'leakyTest' }],
			properties: [property('place'), property('form')],
		},
		methods: { credentialTest: { leakyTest } },
		async execute(this: IExecuteFunctions) {
			return await leak(this);
		},
	};
}

async function leak(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { secret } = await context.getCredentials('leakyApi');
	const text = carelessText(context.getNodeParameter('form', 0), secret);
	switch (String(context.getNodeParameter('place', 0))) {
		case 'error':
			throw new NodeOperationError(context.getNode(), text);
		case 'log':
			context.logger.info(text);
			return [[{ json: {} }]];
		default:
			return [[{ json: { text } }]];
	}
}

async function leakyTest({ data }: ICredentialsDecrypted) {
	return {
		status: 'Error' as const,
		message: carelessText(data?.['form'], data?.['secret']),
	};
}

function carelessText(form: unknown, secret: unknown): string {
	return `The server said ${CARELESS_FORMS[String(form)]?.(String(secret)) ?? ''} and no more`;
}
