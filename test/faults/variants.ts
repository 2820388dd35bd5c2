import type { IDataObject } from 'n8n-workflow';
import { MAX_REPLY_BYTES } from '../../nodes/shared/transport/transport';

/** How a reply is written down. `line` has one line, `lines` has a value on each. */
export type Shape = 'json' | 'xml' | 'form' | 'line' | 'lines';

/** One vendor in one of the ways in which its reply can be written. */
export interface Variant {
	readonly name: string;
	/** The node type's name. */
	readonly vendorId: string;
	readonly shape: Shape;
	/** Whether this is what the node asks for without options, and so the credential test. */
	readonly isDefault: boolean;
	/** What the address in the credential has after scheme, host and port. */
	readonly path: string;
	/** The node's own parameters, read from the item. */
	readonly parameters: IDataObject;
	/** The node's own options, read from the item. */
	readonly options: IDataObject;
	/** The item that meets the fault and one that asks for something else. */
	readonly faulty: IDataObject;
	readonly other: IDataObject;
	/** The balances of the two, digit for digit. */
	readonly balance: string;
	readonly otherBalance: string;
	/** The field of the reply that the balance stands in. */
	readonly field: string;
	/** The credential's fields that must never be shown. */
	readonly secretFields: readonly string[];
	/** The vendor's own refusal in these words. */
	readonly refusal: (words: string) => string;
	/** The vendor's own refusal with these words as its code. */
	readonly refusalByCode: (words: string) => string;
	/** The vendor's own success with these words in every field that is free text. */
	readonly successWith: (body: string, words: string) => string;
}

const INTELLI_SOFTWARE = {
	vendorId: 'intelliSoftware',
	path: '',
	parameters: {},
	options: { interface: '={{ $json.interface }}' },
	balance: '100.0',
	otherBalance: '100.0',
	field: 'balance',
	secretFields: ['accessKey', 'secretKey'],
};

const SECTIGO = {
	vendorId: 'sectigo',
	path: '',
	parameters: {},
	options: { responseFormat: '={{ $json.responseFormat }}' },
	balance: '210.00',
	otherBalance: '210.00',
	field: 'amount',
	secretFields: ['loginPassword'],
};

/** Every vendor in every way in which it can be asked to reply. */
export const VARIANTS: readonly Variant[] = [
	{
		...INTELLI_SOFTWARE,
		name: 'IntelliSoftware, JSON',
		shape: 'json',
		isDefault: true,
		faulty: { interface: 'json' },
		other: { interface: 'form' },
		refusal: (words) => intelliSoftwareFailure({ error: 'undocumented', error_description: words }),
		refusalByCode: (words) => intelliSoftwareFailure({ error: words }),
		successWith: (body, words) => withMember(body, 'remark', words),
	},
	{
		...INTELLI_SOFTWARE,
		name: 'IntelliSoftware, form',
		shape: 'line',
		isDefault: false,
		faulty: { interface: 'form' },
		other: { interface: 'json' },
		refusal: (words) => `ERR:${inOneLine(words)}`,
		refusalByCode: (words) => `ERR:${inOneLine(words)}`,
		// A single number has no place for words.
		successWith: (body) => body,
	},
	{
		...SECTIGO,
		name: 'Sectigo, newline',
		shape: 'lines',
		isDefault: false,
		faulty: { responseFormat: '0' },
		other: { responseFormat: '2' },
		refusal: (words) => `-5\n${words}`,
		refusalByCode: (words) => `-5\n${words}`,
		successWith: (body, words) => body.replace('1000482915', () => inOneLine(words)),
	},
	{
		...SECTIGO,
		name: 'Sectigo, URL-encoded',
		shape: 'form',
		isDefault: true,
		faulty: { responseFormat: '1' },
		other: { responseFormat: '0' },
		refusal: (words) => `errorCode=-5&errorMessage=${encodeURIComponent(words)}`,
		refusalByCode: (words) => `errorCode=-5&errorDetail=${encodeURIComponent(words)}`,
		successWith: (body, words) => body.replace('1000482915', () => encodeURIComponent(words)),
	},
	{
		...SECTIGO,
		name: 'Sectigo, JSON',
		shape: 'json',
		isDefault: false,
		faulty: { responseFormat: '2' },
		other: { responseFormat: '1' },
		refusal: (words) => JSON.stringify({ errorCode: -5, errorMessage: words }),
		refusalByCode: (words) => JSON.stringify({ errorCode: '-5', errorDetail: words }),
		successWith: (body, words) => body.replace('"1000482915"', () => JSON.stringify(words)),
	},
	{
		name: 'iGsend',
		vendorId: 'igSend',
		shape: 'json',
		isDefault: true,
		path: '',
		parameters: { clientId: '={{ $json.clientId }}' },
		options: {},
		faulty: { clientId: '100000' },
		other: { clientId: '100045' },
		balance: '1400000',
		otherBalance: '763.97',
		field: 'AccountBalance',
		secretFields: ['privateKey'],
		refusal: (words) => igSendRefusal({ MessageID: 10001, Message: words }),
		refusalByCode: (words) => igSendRefusal({ MessageID: words, Message: 'Something else' }),
		successWith: (body, words) =>
			body
				.replace('"IN_CREDIT"', () => JSON.stringify(words))
				.replace('"GBP"', () => JSON.stringify(words)),
	},
	{
		name: 'Kolmisoft M4',
		vendorId: 'kolmisoftM4',
		shape: 'xml',
		isDefault: true,
		path: '/billing',
		parameters: { username: '={{ $json.username }}' },
		options: {},
		faulty: { username: 'wholesale_one' },
		other: { username: 'term&inator +1 é' },
		balance: '60.7200',
		otherBalance: '-275932.9222',
		field: 'balance',
		secretFields: ['apiSecretKey'],
		refusal: (words) => `<status><error>${xmlText(words)}</error></status>`,
		refusalByCode: (words) => `<page><status><error>${xmlText(words)}</error></status></page>`,
		successWith: (body, words) =>
			body.replace('<currency>EUR', () => `<currency>${xmlText(words)}`),
	},
	{
		name: 'Cloud9 Mobile',
		vendorId: 'cloud9Mobile',
		shape: 'xml',
		isDefault: true,
		path: '',
		parameters: {},
		options: { transactionId: '={{ $json.transactionId }}' },
		faulty: { transactionId: 1 },
		other: { transactionId: 2 },
		balance: '1000.00',
		otherBalance: '1000.00',
		field: 'BALANCE',
		secretFields: ['password'],
		refusal: (words) => `<Error><Error_Message>${xmlText(words)}</Error_Message></Error>`,
		refusalByCode: (words) =>
			`<Error><Error_Message>Error: ${xmlText(words)}</Error_Message></Error>`,
		successWith: (body, words) =>
			body
				.replace('<CURRENCY>Pounds', () => `<CURRENCY>${xmlText(words)}`)
				.replace(/<TIME_STAMP>[^<]*/u, () => `<TIME_STAMP>${xmlText(words)}`)
				.replace(/<TRANSACTION_ID>[^<]*/u, () => `<TRANSACTION_ID>${xmlText(words)}`),
	},
];

function intelliSoftwareFailure(error: object): string {
	return JSON.stringify({ response_status: 'failure', errors: [error] });
}

function igSendRefusal(outcome: object): string {
	return JSON.stringify({ coreRes: { status: 2, ...outcome }, tableRes: [] });
}

function inOneLine(words: string): string {
	return words.replaceAll(/[\r\n]+/gu, ' ');
}

/** How a reply of some shape is changed in places that matter, by its balance and that one's field. */
export interface Writing {
	/** Puts a text where the balance stands, written as the shape writes texts. */
	readonly replaceBalance: (body: string, variant: Variant, text: string) => string;
	/** Adds the balance's field once more, with another amount. */
	readonly doubleBalance: (body: string, variant: Variant) => string;
	/** Leaves the balance's field out. */
	readonly omitBalance: (body: string, variant: Variant) => string;
	/** Moves the balance's field below one named `__proto__`. */
	readonly moveBalance: (body: string, variant: Variant) => string;
	/** Adds a field of no meaning. */
	readonly addField: (body: string, name: string, text: string) => string;
	/** Nests something thousands of times, as often as a reply can hold it, where the balance stands. */
	readonly nestBalance: (body: string, variant: Variant) => string;
}

/** Seven letters a level, and a little room for the rest of the reply. */
const DEPTH = Math.floor((MAX_REPLY_BYTES - 2048) / 7);

const asItStands = (body: string, { balance }: Variant, text: string) =>
	body.replace(balance, () => text);

const NESTED_TEXT = '['.repeat(DEPTH) + ']'.repeat(DEPTH);

/** What writes each shape. */
export const WRITINGS: Readonly<Record<Shape, Writing>> = {
	json: {
		replaceBalance: (body, { balance }, text) =>
			body.replace(`"${balance}"`, () => JSON.stringify(text)),
		doubleBalance: (body, { field }) =>
			body.replace(`"${field}":`, () => `"${field}": "999", "${field}":`),
		omitBalance: (body, { field }) => body.replace(`"${field}":`, () => '"other":'),
		moveBalance: (body, { field, balance }) =>
			body.replace(`"${field}": "${balance}"`, (member) => `"__proto__": { ${member} }`),
		addField: withMember,
		nestBalance: (body, { balance }) => body.replace(`"${balance}"`, () => NESTED_TEXT),
	},
	xml: {
		replaceBalance: (body, variant, text) => asItStands(body, variant, xmlText(text)),
		doubleBalance: (body, { field }) =>
			body.replace(`<${field}>`, (tag) => `<${field}>999</${field}>${tag}`),
		omitBalance: (body, variant) => body.replace(elementOf(variant), ''),
		moveBalance: (body, variant) =>
			body.replace(elementOf(variant), (element) => `<__proto__>${element}</__proto__>`),
		addField: (body, name, text) =>
			body.replace(/<\/[\w]+>\s*$/u, (end) => `<${name}>${xmlText(text)}</${name}>${end}`),
		nestBalance: (body, variant) =>
			asItStands(body, variant, '<a>'.repeat(DEPTH) + '</a>'.repeat(DEPTH)),
	},
	form: {
		replaceBalance: (body, variant, text) => asItStands(body, variant, encodeURIComponent(text)),
		doubleBalance: (body, { field }) => `${body}&${field}=999`,
		omitBalance: (body, { field }) => body.replace(`&${field}=`, '&other='),
		moveBalance: (body, { field }) => body.replace(`&${field}=`, `&__proto__[${field}]=`),
		addField: (body, name, text) => `${body}&${name}=${text}`,
		nestBalance: (body, variant) => asItStands(body, variant, NESTED_TEXT),
	},
	line: {
		replaceBalance: asItStands,
		doubleBalance: (body) => `${body}\nBALANCE:999`,
		omitBalance: (body, variant) => asItStands(body, variant, ''),
		moveBalance: (body) => `__proto__:${body}`,
		addField: (body) => body,
		nestBalance: (body, variant) => asItStands(body, variant, NESTED_TEXT),
	},
	lines: {
		replaceBalance: asItStands,
		doubleBalance: (body) => `${body}\n999`,
		// One missing line would move the next amount into its place, which nobody could tell.
		omitBalance: (body) => body.split('\n').slice(0, 3).join('\n'),
		moveBalance: (body) => `__proto__\n${body}`,
		addField: (body) => body,
		nestBalance: (body, variant) => asItStands(body, variant, NESTED_TEXT),
	},
};

function withMember(body: string, name: string, text: string): string {
	return body.replace('{', () => `{ ${JSON.stringify(name)}: ${JSON.stringify(text)},`);
}

function elementOf({ field, balance }: Variant): string {
	return `<${field}>${balance}</${field}>`;
}

function xmlText(text: string): string {
	const printable = text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/gu, '?');
	return printable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
