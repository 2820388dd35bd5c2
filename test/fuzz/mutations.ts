import * as fc from 'fast-check';
import { ALL_PROFILES } from '../vendors/profiles';
import { fieldSpans, formatOf, type FieldSpan, type Span } from './fieldSpans';

/** What may stand where an amount is expected: plain ones, odd ones, and no amounts at all. */
const AMOUNTS: readonly string[] = [
	'0',
	'5',
	'-3.50',
	'210.00',
	'007',
	'-0',
	'0.0',
	'99999999999999999999',
	'1e5',
	'1E+5',
	'1.11e5',
	'NaN',
	'Infinity',
	'-Infinity',
	'0x10',
	'0b11',
	'1_000',
	'1,2,3',
	'1,000.00',
	'1.000,00',
	'1,5',
	'1 000',
	'5 5',
	'5\n5',
	'5\t5',
	'1\u00a0000',
	'£5',
	'5£',
	'$5',
	'5 GBP',
	'+5',
	'.5',
	'5.',
	'-.5',
	'-5.',
	'.',
	'-',
	'--5',
	'- 5',
	'5-',
	'1.2.3',
	'1..2',
	'−5',
	'‐5',
	'(5)',
	"5'000",
	'５',
	'٥',
	'५',
	'½',
	'²',
	'5\u0301',
	'5\u200b',
	'5\u0000',
	'\u00005',
	'\ufeff5',
	' 5 ',
	'\u00a05\u00a0',
	'\u20035',
	'5;',
	'"5"',
	'5%',
	'%35',
	'123456789012345678901234567890',
	'1234567890123456789012345678901',
	'0'.repeat(31),
	'1234567890123456789012345678.90',
	'0.' + '0'.repeat(30),
	'9'.repeat(400),
	'1' + ' '.repeat(999),
	'',
	' ',
	'null',
	'undefined',
	'true',
	'false',
	'none',
	'unlimited',
	'{}',
	'[]',
	'[5]',
	// Found in every object by a careless reader.
	'constructor',
	'__proto__',
	'toString',
	'valueOf',
	'hasOwnProperty',
	'{"amount":"5"}',
	'[object Object]',
	'<b>5</b>',
	'&#53;',
	'&#x35;',
	'&five;',
	'\\u0035',
	'success',
	'ok',
	'failure',
	'error',
	'1',
	'2',
	'10010',
	'10009',
	'100000',
	'-16',
	'-42',
	'GBP',
];

/** Spellings that must mean nothing to any of the readers, though they look like what does. */
const SPELLINGS: readonly string[] = [
	'Balance',
	'accountbalance',
	'Amount',
	'amount ',
	' amount',
	'%61mount',
	'\\u0061mount',
	'ＡＭＯＵＮＴ',
	'b\u0430lance',
	'balance\u200b',
	'hardcreditlimit',
	'__proto__',
	'constructor',
	'toString',
	'hasOwnProperty',
	'',
	'x',
	'x:balance',
	'#text',
	'#cdata',
];

/** What the vendors' fields are called, each meaning something to one of the readers; and what is not. */
const NAMES: readonly string[] = [
	...new Set([...ALL_PROFILES.flatMap(({ replyNames }) => replyNames), ...SPELLINGS]),
];

/** What is put in anywhere: pieces of each format's own syntax, and of others. */
const SNIPPETS: readonly string[] = [
	'<balance>5</balance>',
	'<BALANCE>5</BALANCE>',
	'<error>no</error>',
	'<x/>',
	'<x>',
	'</x>',
	'</balance>',
	'<balance>',
	'<balance',
	'<balance/>',
	'</page>',
	'</page><page>',
	'<page>',
	'<!-- 5 -->',
	'<!--',
	'-->',
	'<![CDATA[5]]>',
	'<![CDATA[',
	']]>',
	'<?x 5?>',
	'<?',
	'?>',
	'<!DOCTYPE page [<!ENTITY five "5">]>',
	'<!DOCTYPE page>',
	'&five;',
	'&#53;',
	'&#x35;',
	'&#0;',
	'&amp;',
	'&lt;',
	'&',
	';',
	'<',
	'>',
	' a="<balance>5</balance>"',
	' a="1"',
	" a='1",
	'<?xml version="1.0" encoding="utf-16"?>',
	'<?xml version="1.0" encoding="iso-8859-1"?>',
	'<html><body>5</body></html>',
	'<!-- <balance>5</balance> -->',
	'<REQUEST_STATUS>0</REQUEST_STATUS>',
	'<Error><Error_Message>no</Error_Message></Error>',
	'<status><error>no</error></status>',
	'"balance":"5",',
	'"amount":5,',
	'"errorCode":-16,',
	'"errors":[],',
	'"AccountBalance":7,',
	'"\\u0062alance":"5",',
	'{',
	'}',
	'[',
	']',
	'"',
	'\\',
	',',
	':',
	'/* 5 */',
	'// 5\n',
	'{}',
	'null',
	'{"ClientID":100000,"AccountBalance":"5","Status":"success","Balance Currency":"GBP"},',
	'&amount=5',
	'&%61mount=5',
	'amount=5&',
	'&errorCode=-16',
	'errorCode=0&',
	'&errorCode=0',
	'&=',
	'&errorCode=0&accountID=1&currencyCode=GBP&amount=5&x=',
	'<balance>5</balance></page>&amp;',
	'=',
	'+',
	'%',
	'%3',
	'%zz',
	'%00',
	'%ff',
	'%2C',
	'%26amount%3D5',
	'%30',
	'&&',
	';amount=5',
	'\nBALANCE:5',
	'BALANCE:5\n',
	'ERR:LOGIN_INVALID\n',
	'\nERR:LOGIN_INVALID',
	'0\n',
	'\n0',
	'\n5',
	'-16\n',
	'\n',
	'\r',
	'\r\n',
	'\u0085',
	'\u2028',
	'\t',
	' ',
	'\u00a0',
	'\u0000',
	'\ufeff',
	'\u200b',
	'5',
	'.',
	'-',
	',',
	'0',
	'00',
	'５',
	'٥',
	'e5',
	'Warning: mysql_connect() on line 12\n',
	'<br />5',
];

const CONTENT_TYPES: readonly string[] = [
	'text/html',
	'text/plain',
	'application/json',
	'text/xml',
	'application/octet-stream',
	'',
	...['utf-8', 'UTF-8', '"utf-8"', 'utf8', 'iso-8859-1', 'latin1', 'us-ascii', 'windows-1252'].map(
		(charset) => `text/xml; charset=${charset}`,
	),
	...[
		'utf-16',
		'utf-16le',
		'utf-16be',
		'utf-32',
		'utf-7',
		'shift_jis',
		'iso-2022-jp',
		'gb18030',
	].map((charset) => `text/plain;charset=${charset}`),
	...['ibm037', 'hz-gb-2312', 'koi8-r', 'x-user-defined', 'none', '', 'utf-8;charset=utf-16'].map(
		(charset) => `application/json; Charset = ${charset}`,
	),
];

const STATUSES: readonly number[] = [201, 204, 301, 304, 400, 401, 403, 404, 418, 429, 500, 503];

const ENCODINGS = [
	'utf8',
	'utf8-marked',
	'latin1',
	'utf16le',
	'utf16le-marked',
	'utf16be-marked',
] as const;

/** How a text is put into a format: as it is, or in one of the format's own ways. */
const STYLES = ['natural', 'plain', 'quoted', 'escaped', 'wrapped', 'listed', 'commented'] as const;

type Encoding = (typeof ENCODINGS)[number];
type Style = (typeof STYLES)[number];

/** One change of a text. Positions and fields are numbers of any size, counted round. */
export type TextMutation =
	| {
			readonly change: 'value' | 'amount';
			readonly field: number;
			readonly value: string;
			readonly style: Style;
	  }
	| { readonly change: 'rename'; readonly field: number; readonly name: string }
	| { readonly change: 'remove' | 'empty' | 'double'; readonly field: number }
	| {
			readonly change: 'doubleWithValue';
			readonly field: number;
			readonly value: string;
			readonly isBefore: boolean;
	  }
	| { readonly change: 'nest'; readonly field: number; readonly name: string }
	| { readonly change: 'swapFields' | 'swapValues'; readonly field: number; readonly other: number }
	| { readonly change: 'insert'; readonly at: number; readonly text: string }
	| {
			readonly change: 'insertIntoValue';
			readonly field: number;
			readonly at: number;
			readonly text: string;
	  }
	| { readonly change: 'cut' | 'cutStart'; readonly at: number }
	| { readonly change: 'dropRange' | 'doubleRange'; readonly at: number; readonly length: number }
	| { readonly change: 'surround'; readonly before: string; readonly after: string };

/** One change of the bytes that a text became. */
export type ByteMutation =
	| { readonly change: 'flip'; readonly at: number; readonly bit: number }
	| { readonly change: 'set' | 'insert'; readonly at: number; readonly byte: number }
	| { readonly change: 'drop' | 'double'; readonly at: number; readonly length: number }
	| { readonly change: 'cut'; readonly at: number };

/** How one reply is made of a seed; small, so that a counterexample shrinks and can be printed. */
export interface Recipe {
	readonly seed: number;
	readonly textMutations: readonly TextMutation[];
	readonly encoding: Encoding;
	readonly byteMutations: readonly ByteMutation[];
	/** Null leaves the seed's. */
	readonly contentType: string | null;
	/** Null leaves the seed's. */
	readonly status: number | null;
	readonly complete: boolean;
}

const position = fc.nat(4000);
const field = fc.nat(40);
const amount = fc.constantFrom(...AMOUNTS);
const name = fc.constantFrom(...NAMES);
const style = fc.constantFrom(...STYLES);
const snippet = fc.oneof(fc.constantFrom(...SNIPPETS), fc.string({ maxLength: 4, unit: 'binary' }));
const length = fc.integer({ min: 1, max: 60 });

const textMutation: fc.Arbitrary<TextMutation> = fc.oneof(
	{
		weight: 10,
		arbitrary: fc.record({
			change: fc.constant('amount' as const),
			field,
			value: amount,
			style: mostly<Style>('natural', style),
		}),
	},
	{
		weight: 6,
		arbitrary: fc.record({ change: fc.constant('value' as const), field, value: amount, style }),
	},
	{
		weight: 2,
		arbitrary: fc.record({ change: fc.constant('rename' as const), field, name }),
	},
	fc.record({
		change: fc.constantFrom('remove' as const, 'empty' as const, 'double' as const),
		field,
	}),
	{
		weight: 3,
		arbitrary: fc.record({
			change: fc.constant('doubleWithValue' as const),
			field,
			value: amount,
			isBefore: fc.boolean(),
		}),
	},
	fc.record({ change: fc.constant('nest' as const), field, name }),
	fc.record({
		change: fc.constantFrom('swapFields' as const, 'swapValues' as const),
		field,
		other: field,
	}),
	{
		weight: 4,
		arbitrary: fc.record({ change: fc.constant('insert' as const), at: position, text: snippet }),
	},
	{
		weight: 5,
		arbitrary: fc.record({
			change: fc.constant('insertIntoValue' as const),
			field,
			at: fc.nat(10),
			text: snippet,
		}),
	},
	fc.record({ change: fc.constantFrom('cut' as const, 'cutStart' as const), at: position }),
	fc.record({
		change: fc.constantFrom('dropRange' as const, 'doubleRange' as const),
		at: position,
		length,
	}),
	fc.record({
		change: fc.constant('surround' as const),
		before: fc.oneof(fc.constant(''), snippet),
		after: fc.oneof(fc.constant(''), snippet),
	}),
);

const byteMutation: fc.Arbitrary<ByteMutation> = fc.oneof(
	fc.record({ change: fc.constant('flip' as const), at: position, bit: fc.nat(7) }),
	fc.record({
		change: fc.constantFrom('set' as const, 'insert' as const),
		at: position,
		byte: fc.nat(255),
	}),
	fc.record({ change: fc.constantFrom('drop' as const, 'double' as const), at: position, length }),
	fc.record({ change: fc.constant('cut' as const), at: position }),
);

/** Mostly one to three changes of the text; the rest of an exchange changes now and then. */
export function recipes(seedCount: number): fc.Arbitrary<Recipe> {
	return fc.record({
		seed: fc.nat(seedCount - 1),
		textMutations: fc.array(textMutation, { maxLength: 3, size: 'max' }),
		encoding: mostly<Encoding>('utf8', fc.constantFrom(...ENCODINGS)),
		byteMutations: mostly<readonly ByteMutation[]>([], fc.array(byteMutation, { maxLength: 2 })),
		contentType: mostly<string | null>(null, fc.constantFrom(...CONTENT_TYPES)),
		status: mostly<number | null>(null, fc.constantFrom(...STATUSES)),
		complete: mostly<boolean>(true, fc.boolean()),
	});
}

function mostly<Value>(usual: Value, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
	return fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}

/** The bytes that a recipe makes of its seed's. */
export function mutatedBytes(seed: Uint8Array, recipe: Recipe): Buffer {
	const text = recipe.textMutations.reduce(mutateText, Buffer.from(seed).toString('utf8'));
	return recipe.byteMutations.reduce(mutateBytes, encode(text, recipe.encoding));
}

function encode(text: string, encoding: Encoding): Buffer {
	switch (encoding) {
		case 'utf8':
			return Buffer.from(text, 'utf8');
		case 'utf8-marked':
			return Buffer.from(`\ufeff${text}`, 'utf8');
		case 'latin1':
			return Buffer.from(text, 'latin1');
		case 'utf16le':
			return Buffer.from(text, 'utf16le');
		case 'utf16le-marked':
			return Buffer.from(`\ufeff${text}`, 'utf16le');
		case 'utf16be-marked':
			return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
	}
}

/** A field's change where the text has a field left, a change of the whole else. */
export function mutateText(text: string, mutation: TextMutation): string {
	if ('field' in mutation) {
		const all = fieldSpans(text);
		const isOfAmounts = mutation.change === 'amount';
		const eligible = isOfAmounts ? all.filter((span, index) => isAmount(text, span, index)) : all;
		const target = eligible[mutation.field % eligible.length];
		return target === undefined ? text : mutateField(text, target, all, mutation);
	}
	switch (mutation.change) {
		case 'insert':
			return replaced(text, emptySpan(text, mutation.at), mutation.text);
		case 'cut':
			return text.slice(0, mutation.at % (text.length + 1));
		case 'cutStart':
			return text.slice(mutation.at % (text.length + 1));
		case 'dropRange':
			return replaced(text, range(text, mutation), '');
		case 'doubleRange': {
			const span = range(text, mutation);
			return replaced(text, span, textOf(text, span).repeat(2));
		}
		case 'surround':
			return mutation.before + text + mutation.after;
	}
}

/** A field that is likely to be read as an amount: by its name, in lines by its place. */
function isAmount(text: string, { name: { start, end } }: FieldSpan, index: number): boolean {
	const named = text.slice(start, end);
	return named === ''
		? index > 2
		: /^(?:balance|accountbalance|amount|hardcreditlimit)$/i.test(named);
}

type FieldMutation = Extract<TextMutation, { field: number }>;

function mutateField(
	text: string,
	target: FieldSpan,
	spans: readonly FieldSpan[],
	mutation: FieldMutation,
): string {
	const whole = textOf(text, target);
	switch (mutation.change) {
		case 'value':
		case 'amount':
			return replaced(text, target.value, styled(text, mutation.value, mutation.style));
		case 'rename':
			return renamed(text, target, mutation.name);
		case 'remove':
			return replaced(text, target, '');
		case 'empty':
			return replaced(text, target.value, formatOf(text) === 'json' ? '""' : '');
		case 'double':
			return replaced(text, target, whole + separatorOf(text) + whole);
		case 'doubleWithValue': {
			const value = styled(text, mutation.value, 'natural');
			const copy =
				text.slice(target.start, target.value.start) +
				value +
				text.slice(target.value.end, target.end);
			const both = mutation.isBefore ? [copy, whole] : [whole, copy];
			return replaced(text, target, both.join(separatorOf(text)));
		}
		case 'nest':
			return replaced(text, target, nested(text, whole, mutation.name));
		case 'swapFields':
		case 'swapValues': {
			const other = spans[mutation.other % spans.length] ?? target;
			return mutation.change === 'swapFields'
				? swapped(text, target, other)
				: swapped(text, target.value, other.value);
		}
		case 'insertIntoValue': {
			const { start, end } = target.value;
			const at = start + (mutation.at % (end - start + 1));
			return replaced(text, { start: at, end: at }, mutation.text);
		}
	}
}

function renamed(text: string, { name: first, value, end }: FieldSpan, to: string): string {
	const result = replaced(text, first, to);
	if (formatOf(text) !== 'xml') return result;
	const shift = result.length - text.length;
	return replaced(result, { start: value.end + shift, end: end + shift }, `</${to}>`);
}

function nested(text: string, whole: string, inside: string): string {
	switch (formatOf(text)) {
		case 'xml':
			return `<${inside}>${whole}</${inside}>`;
		case 'json':
			return `"${inside}":{${whole}}`;
		case 'form':
			return `${inside}=${encodeURIComponent(whole)}`;
		case 'lines':
			return `${inside}\n${whole}`;
	}
}

function separatorOf(text: string): string {
	return { xml: '', json: ',', form: '&', lines: '\n' }[formatOf(text)];
}

/** A value in the ways of the text's format, broken ones included. */
function styled(text: string, value: string, how: Style): string {
	switch (formatOf(text)) {
		case 'xml':
			return {
				natural: value,
				plain: value,
				quoted: `<![CDATA[${value}]]>`,
				escaped: eachCharacter(value, (code) => `&#${code};`),
				wrapped: `<value>${value}</value>`,
				listed: `${value}<x/>${value}`,
				commented: `<!--5-->${value}<!---->`,
			}[how];
		case 'json':
			return {
				natural: JSON.stringify(value),
				plain: value,
				quoted: JSON.stringify(value),
				escaped: `"${eachCharacter(value, (code) => `\\u${code.toString(16).padStart(4, '0')}`)}"`,
				wrapped: `{"value":${JSON.stringify(value)}}`,
				listed: `[${JSON.stringify(value)}]`,
				commented: `/* 5 */${JSON.stringify(value)}`,
			}[how];
		case 'form':
		case 'lines':
			return {
				natural: formatOf(text) === 'form' ? encodeURIComponent(value) : value,
				plain: value,
				quoted: encodeURIComponent(value),
				escaped: eachCharacter(value, (code) => `%${code.toString(16).padStart(2, '0')}`),
				wrapped: `"${value}"`,
				listed: `${value},${value}`,
				commented: `${value} # 5`,
			}[how];
	}
}

function eachCharacter(text: string, write: (code: number) => string): string {
	return text
		.split('')
		.map((character) => write(character.charCodeAt(0)))
		.join('');
}

function textOf(text: string, { start, end }: Span): string {
	return text.slice(start, end);
}

function replaced(text: string, { start, end }: Span, by: string): string {
	return text.slice(0, start) + by + text.slice(end);
}

function emptySpan(text: string, at: number): Span {
	const start = at % (text.length + 1);
	return { start, end: start };
}

function range(text: string, { at, length: size }: { at: number; length: number }): Span {
	const { start } = emptySpan(text, at);
	return { start, end: Math.min(text.length, start + size) };
}

/** The text with two of its parts exchanged; as it was where one lies within the other. */
function swapped(text: string, one: Span, other: Span): string {
	const [first, second] = one.start <= other.start ? [one, other] : [other, one];
	if (first.end > second.start) return text;
	const result = replaced(text, second, textOf(text, first));
	return replaced(result, first, textOf(text, second));
}

function mutateBytes(bytes: Buffer, mutation: ByteMutation): Buffer {
	const at = mutation.at % (bytes.length + 1);
	const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
	switch (mutation.change) {
		case 'flip':
			return Buffer.concat([
				before,
				after.subarray(0, 1).map((byte) => byte ^ (1 << mutation.bit)),
				after.subarray(1),
			]);
		case 'set':
			return Buffer.concat([before, Buffer.of(mutation.byte), after.subarray(1)]);
		case 'insert':
			return Buffer.concat([before, Buffer.of(mutation.byte), after]);
		case 'drop':
			return Buffer.concat([before, after.subarray(mutation.length)]);
		case 'double':
			return Buffer.concat([before, after.subarray(0, mutation.length), after]);
		case 'cut':
			return before;
	}
}
