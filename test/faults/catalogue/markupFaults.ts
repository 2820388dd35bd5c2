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
	body('100,000 nested arrays', UNEXPECTED, () => '['.repeat(100_000) + ']'.repeat(100_000)),
	body('100,000 opened arrays', UNEXPECTED, () => '['.repeat(100_000)),
	body(
		'100,000 nested objects',
		UNEXPECTED,
		() => '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000),
	),
	body('100,000 nested elements', UNEXPECTED, () => '<a>'.repeat(100_000) + '</a>'.repeat(100_000)),
	body('100,000 opened elements', UNEXPECTED, () => '<a>'.repeat(100_000)),
	body('100,000 levels where the balance stands', UNEXPECTED, ({ answer, variant, writing }) =>
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

function withDtd(text: string, { balance }: Variant, declarations: readonly string[]): string {
	const document = text.replace(balance, '&entity;').replace(/^<\?[^>]*>/u, '');
	return `<!DOCTYPE page [${declarations.join('')}]>${document}`;
}
