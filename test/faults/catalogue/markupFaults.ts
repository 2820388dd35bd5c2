import { MAX_REPLY_BYTES } from '../../../nodes/shared/transport/transport';
import { body, UNEXPECTED, type Facts, type Fault } from './fault';
import type { Variant } from '../variants';

const XML_ONLY: Facts = { shapes: ['xml'] };

export const MARKUP_FAULTS: readonly Fault[] = [
	body('billion laughs', UNEXPECTED, ({ answer, variant }) =>
		withDtd(answer.body, variant, [
			'<!ENTITY a "100">',
			...'bcdefghij'.split('').map((name, index) => {
				const previous = `&${'abcdefghij'.charAt(index)};`;
				return `<!ENTITY ${name} "${previous.repeat(10)}">`;
			}),
			'<!ENTITY entity "&j;">',
		]),
	),
	body('an entity of its own', UNEXPECTED, ({ answer, variant }) =>
		withDtd(answer.body, variant, [`<!ENTITY entity "${variant.balance}">`]),
	),
	body('an external entity', UNEXPECTED, ({ answer, variant, otherUrl }) =>
		withDtd(answer.body, variant, [`<!ENTITY entity SYSTEM "${otherUrl}/balance">`]),
	),
	body(
		'an external DTD',
		UNEXPECTED,
		({ answer, otherUrl }) =>
			answer.body.replace('?>', () => `?><!DOCTYPE page SYSTEM "${otherUrl}/page.dtd">`),
		XML_ONLY,
	),
	body('an entity that nobody defined', UNEXPECTED, ({ answer, variant }) =>
		answer.body.replace(variant.balance, '&entity;'),
	),
	nested('nested arrays', '[', '', ']'),
	nested('opened arrays', '[', '', ''),
	nested('nested objects', '{"a":', '1', '}'),
	nested('nested elements', '<a>', '', '</a>'),
	nested('opened elements', '<a>', '', ''),
	body('thousands of levels where the balance stands', UNEXPECTED, ({ answer, variant, writing }) =>
		writing.nestBalance(answer.body, variant),
	),
	body(
		'comments',
		'balance',
		({ answer }) => answer.body.replace('?>', '?><!-- <balance>999</balance> -->'),
		XML_ONLY,
	),
	body(
		'comments in JSON',
		UNEXPECTED,
		({ answer }) => answer.body.replace('{', '{ /* a comment */'),
		{ shapes: ['json'] },
	),
	body(
		'CDATA',
		'balance',
		({ answer, variant }) => answer.body.replace(variant.balance, (text) => `<![CDATA[${text}]]>`),
		XML_ONLY,
	),
	body(
		'numeric entities',
		'balance',
		({ answer, variant }) =>
			answer.body.replace(variant.balance, (text) => text.replace('0', '&#x30;')),
		XML_ONLY,
	),
	body(
		'text between elements',
		UNEXPECTED,
		({ answer, variant: { field } }) => answer.body.replace(`<${field}>`, (tag) => `9${tag}`),
		XML_ONLY,
	),
	body(
		'an element within the balance',
		UNEXPECTED,
		({ answer, variant }) => answer.body.replace(variant.balance, (text) => `${text}<a/>5`),
		XML_ONLY,
	),
	body(
		'an element that is not closed',
		UNEXPECTED,
		({ answer, variant: { field } }) => answer.body.replace(`</${field}>`, ''),
		XML_ONLY,
	),
];

/** As deep as a reply can be. */
function nested(name: string, opening: string, inner: string, closing: string): Fault {
	const levels = Math.floor((MAX_REPLY_BYTES - inner.length) / (opening + closing).length);
	const text = opening.repeat(levels) + inner + closing.repeat(levels);
	return body(`thousands of ${name}`, UNEXPECTED, () => text);
}

function withDtd(text: string, { balance }: Variant, declarations: readonly string[]): string {
	const document = text.replace(balance, '&entity;').replace(/^<\?[^>]*>/u, '');
	return `<!DOCTYPE page [${declarations.join('')}]>${document}`;
}
