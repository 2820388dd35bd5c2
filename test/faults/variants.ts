import type { IDataObject } from 'n8n-workflow';
import { MAX_REPLY_BYTES } from '../../nodes/shared/transport/transport';
import { PROFILES } from '../vendors/profiles';
import type { VendorProfile } from '../vendors/vendorProfile';
import { addMember, escapeXml } from './replyTexts';

/** How a reply is written down. `line` has one line, `lines` has a value on each. */
export type Shape = 'json' | 'xml' | 'form' | 'line' | 'lines';

/** One of the ways in which a vendor can be asked to write its reply. */
export interface ReplyFormat {
	readonly name: string;
	readonly shape: Shape;
	/** Whether this is what the node asks for without options, and so the credential test. */
	readonly isDefault: boolean;
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
	/** The vendor's own refusal in these words. */
	readonly refusal: (words: string) => string;
	/** The vendor's own refusal with these words as its code. */
	readonly refusalByCode: (words: string) => string;
	/** The vendor's own success with these words in every field that is free text. */
	readonly successWith: (body: string, words: string) => string;
}

/** One vendor in one of these ways. */
export interface Variant extends ReplyFormat {
	/** The node type's name. */
	readonly vendorId: string;
	/** What the address in the credential has after scheme, host and port. */
	readonly path: string;
	/** The credential's fields that must never be shown. */
	readonly secretFields: readonly string[];
}

/** Every vendor in every way in which it can be asked to reply. */
export const VARIANTS: readonly Variant[] = PROFILES.flatMap(variantsOf);

function variantsOf({ id, addressFields, contract, replyFormats }: VendorProfile): Variant[] {
	const path = addressFields('').baseUrl;
	const fields = Object.entries(contract.credentialFields);
	const secretFields = fields.filter(([, { masked }]) => masked === true).map(([name]) => name);
	return replyFormats.map((format) => ({ ...format, vendorId: id, path, secretFields }));
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
		moveBalance: (body, { field, balance }) => {
			const writings = [`"${field}": "${balance}"`, `"${field}":"${balance}"`];
			const member = writings.find((writing) => body.includes(writing));
			if (member === undefined) throw new Error(`There is no "${field}" to move in ${body}`);
			return body.replace(member, () => `"__proto__": { ${member} }`);
		},
		addField: addMember,
		nestBalance: (body, { balance }) => body.replace(`"${balance}"`, () => NESTED_TEXT),
	},
	xml: {
		replaceBalance: (body, variant, text) => asItStands(body, variant, escapeXml(text)),
		doubleBalance: (body, { field }) =>
			body.replace(`<${field}>`, (tag) => `<${field}>999</${field}>${tag}`),
		omitBalance: (body, variant) => body.replace(elementOf(variant), ''),
		moveBalance: (body, variant) =>
			body.replace(elementOf(variant), (element) => `<__proto__>${element}</__proto__>`),
		addField: (body, name, text) =>
			body.replace(/<\/[\w]+>\s*$/u, (end) => `<${name}>${escapeXml(text)}</${name}>${end}`),
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

function elementOf({ field, balance }: Variant): string {
	return `<${field}>${balance}</${field}>`;
}
