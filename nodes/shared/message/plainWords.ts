/**
 * What chat programs, mail programs and sheets take for a mention, a link, markup or a formula, and what
 * looks like it and is none of these.
 */
const HARMLESS: ReadonlyArray<readonly [active: RegExp, lookalike: string]> = [
	// Slack's and HTML's.
	[/</g, '‹'],
	[/>/g, '›'],
	[/&/g, '＆'],
	[/\|/g, '｜'],
	// Mentions, also where links are looked for in plain text, and Discord's channels.
	[/@/g, '＠'],
	[/#/g, '＃'],
	// Markdown's; Telegram refuses a message in which one of them is left open.
	[/\*/g, '∗'],
	[/_/g, 'ˍ'],
	[/~/g, '∼'],
	[/`/g, 'ˋ'],
	[/\[/g, '［'],
	[/\]/g, '］'],
	[/\\/g, '＼'],
	// Addresses, with and without a scheme; a number keeps its point.
	[/:(?=\/\/)/g, '：'],
	[/\.(?=\p{L})/gu, '․'],
	// Names of emoji, such as `:fire:`.
	[/:(?=[\w+-]+:)/g, '：'],
	// The beginning of a sheet's formula.
	[/^=/g, '＝'],
	[/^\+/g, '＋'],
	[/^-/g, '－'],
];

/** Control, format (direction and zero-width characters) and private-use characters, and halves of surrogate pairs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Letters, each with so many marks above and below it, that they grow over the lines beside. */
const STACKED_MARKS = /(\p{M}{2})\p{M}+/gu;

/** Stands for what was cut off. */
const ELLIPSIS = '…';

/**
 * Somebody else's words in one line of at most so many characters that a message can carry: nobody is
 * mentioned by them, nothing is linked, formatted or computed, and the line reads from left to right.
 */
export function toPlainWords(words: string, maxLength: number): string {
	// Cut before it is looked at, so that a megabyte costs nothing; what is unseen may be many times as long.
	const seen = words
		.slice(0, maxLength * 16)
		.replace(UNSEEN, ' ')
		.replace(STACKED_MARKS, '$1')
		.replace(/\s+/g, ' ')
		.trim();
	return HARMLESS.reduce(
		(text, [active, lookalike]) => text.replace(active, lookalike),
		cut(seen, maxLength),
	);
}

function cut(text: string, maxLength: number): string {
	const characters = Array.from(text);
	if (characters.length <= maxLength) return text;
	return (
		characters
			.slice(0, maxLength - 1)
			.join('')
			.trimEnd() + ELLIPSIS
	);
}
