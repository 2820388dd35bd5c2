import { MAX_REPLY_BYTES } from '../../nodes/shared/transport/transport';
import type { Answer } from '../../test/standIns/standIn';
import type { Variant } from '../../test/faults/variants';

/** A text that is made to cost its reader much, as long as it is asked for. */
export interface HostileText {
	readonly name: string;
	readonly write: (length: number, secret: string) => string;
}

/** The part over and over. */
function repeated(part: string): HostileText {
	return { name: `${JSON.stringify(part)} over and over`, write: (length) => fill(part, length) };
}

function fill(part: string, length: number): string {
	return part.repeat(Math.max(0, Math.floor(length / part.length)));
}

/** Where the text of `fill` is closed again, level by level. */
function nested(opening: string, closing: string): HostileText {
	return {
		name: `${JSON.stringify(opening)} in one another`,
		write: (length) => {
			const levels = Math.floor(length / (opening + closing).length);
			return opening.repeat(levels) + closing.repeat(levels);
		},
	};
}

/** Numbered, so that no two are the same. */
function numbered(name: string, write: (index: number) => string): HostileText {
	return {
		name,
		write: (length) => {
			const parts: string[] = [];
			let written = 0;
			for (let index = 0; written < length; index++) {
				const part = write(index);
				parts.push(part);
				written += part.length;
			}
			return parts.join('').slice(0, length);
		},
	};
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** What costs readers, parsers, regular expressions and scrubbers most. */
export const HOSTILE_TEXTS: readonly HostileText[] = [
	{
		name: 'a form that ends with white space',
		write: (length) => `${fill('&errorCode=', length - 2)} x`,
	},
	repeated('x'),
	repeated(' '),
	repeated('\n'),
	repeated('0'),
	repeated('%'),
	repeated('%25'),
	repeated('%u0025'),
	repeated('\\'),
	repeated('\\u005c'),
	repeated('\\u{5c}'),
	repeated('&'),
	repeated('&amp;'),
	repeated('&#38;'),
	repeated('&#x0000026;'),
	repeated('&#'),
	repeated('='),
	repeated('&='),
	repeated('+'),
	repeated('<'),
	repeated('<!--'),
	repeated('<![CDATA['),
	repeated('<?xml'),
	repeated('<a b="c" '),
	repeated('<a/>'),
	repeated(']]>'),
	repeated('"\\""'),
	nested('<a>', '</a>'),
	nested('[', ']'),
	nested('{"a":', '}'),
	{ name: 'percent signs of percent signs', write: (length) => `%${fill('25', length - 1)}` },
	{ name: 'ampersands of ampersands', write: (length) => `&${fill('amp;', length - 1)}` },
	numbered('different fields of a form', (index) => `f${index}=1&`),
	numbered('different elements', (index) => `<e${index}>1</e${index}>`),
	numbered('different members', (index) => `"m${index}":1,`),
	{ name: 'the secret over and over', write: (length, secret) => fill(secret, length) },
	{
		name: 'the secret but for its last letter',
		write: (length, secret) => fill(secret.slice(0, -1), length),
	},
	{ name: 'the secret in base64', write: (length, secret) => fill(base64(secret), length) },
	{
		name: 'the secret, percent-encoded again and again',
		write: (length, secret) => {
			let text = secret;
			while (text.length * 3 < length / 4) text = encodeURIComponent(text);
			return fill(text, length);
		},
	},
	{
		name: 'the secret in JSON in JSON',
		write: (length, secret) => fill(JSON.stringify(JSON.stringify(secret)), length),
	},
];

type Place = (variant: Variant, body: string, text: string) => string;

/** Where the vendor's server may put such a text. */
export const HOSTILE_PLACES: Readonly<Record<string, Place>> = {
	'as the whole body': (_, __, text) => text,
	"in the vendor's own refusal": (variant, _, text) => variant.refusal(text),
	"in the vendor's own code": (variant, _, text) => variant.refusalByCode(text),
	"in the vendor's own success": (variant, body, text) => variant.successWith(body, text),
};

/** The reply with as much of the text as fits into the most that is ever read. */
export function hostileAnswer(
	place: Place,
	variant: Variant,
	answer: Answer & { readonly body: string },
	write: (length: number) => string,
): Answer {
	const bodyWith = (length: number) => place(variant, answer.body, write(length));
	const fits = (length: number) => Buffer.byteLength(bodyWith(length)) <= MAX_REPLY_BYTES;
	let [least, tooMuch] = [0, MAX_REPLY_BYTES + 1];
	while (tooMuch - least > 1) {
		const middle = Math.floor((least + tooMuch) / 2);
		if (fits(middle)) least = middle;
		else tooMuch = middle;
	}
	return { ...answer, body: bodyWith(least) };
}
