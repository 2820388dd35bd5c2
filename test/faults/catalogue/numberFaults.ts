import { body, UNEXPECTED, type Fault } from './fault';

/** Texts that are no plain decimal, though some language or person reads a number in them. */
const NO_NUMBERS = [
	'',
	'-',
	'1e5',
	'NaN',
	'-Infinity',
	'null',
	'0x10',
	'1,2,3',
	'1.000,00',
	'1 000',
	'1_000',
	'£5',
	'5 GBP',
	'5.',
	'.5',
	'+5',
	'--5',
	'(5)',
	'1.2.3',
	'١٢',
	'−5',
	'5\u0000',
	'5\u200b',
	'9'.repeat(31),
	'9'.repeat(400),
];

export const NUMBER_FAULTS: readonly Fault[] = NO_NUMBERS.map((text) =>
	body(
		`the balance ${JSON.stringify(text.length > 40 ? `${text.slice(0, 4)}…${text.length}` : text)}`,
		UNEXPECTED,
		({ answer, variant, writing }) => writing.replaceBalance(answer.body, variant, text),
	),
);

/** JSON values that are no string. */
export const VALUE_FAULTS: readonly Fault[] = [
	'1e5',
	'9'.repeat(400),
	'NaN',
	'0x10',
	'.5',
	'01',
	'null',
	'true',
	'["5"]',
	'{"a":5}',
	'',
].map((value) =>
	body(
		`the JSON value ${value.length > 40 ? `${value.slice(0, 4)}…${value.length}` : value}`,
		UNEXPECTED,
		({ answer, variant }) => answer.body.replace(`"${variant.balance}"`, () => value),
		{ shapes: ['json'] },
	),
);
