/** A text with its escapes resolved, and where in the original each of its characters stood. */
export interface ResolvedText {
	/** UTF-16 code units, one each. */
	readonly units: readonly string[];
	readonly starts: readonly number[];
	readonly ends: readonly number[];
}

/** How to resolve one kind of escape. */
interface Escape {
	readonly pattern: string;
	readonly resolve: (matched: string) => string;
}

/** Stands for a character that is known not to be a Latin letter or a digit. */
const OTHER = ' ';

const NAMED: Readonly<Record<string, string>> = {
	'&amp;': '&',
	'&lt;': '<',
	'&gt;': '>',
	'&quot;': '"',
	'&apos;': "'",
};

const ESCAPES: readonly Escape[] = [
	// JSON and JavaScript, however often they were quoted in themselves.
	{ pattern: '\\\\{1,16}u[0-9a-f]{4}', resolve: (matched) => codePoint(matched.slice(-4), 16) },
	{ pattern: '\\\\{1,16}x[0-9a-f]{2}', resolve: (matched) => codePoint(matched.slice(-2), 16) },
	{ pattern: '\\\\{1,16}[bfnrt]', resolve: () => OTHER },
	{ pattern: '\\\\{1,16}[^a-z0-9\\\\]', resolve: (matched) => matched.slice(-1) },
	{ pattern: '\\\\{2,16}', resolve: () => '\\' },
	// Percent-encoding, byte by byte: UTF-8 comes out as if it were Latin-1.
	{ pattern: '%u[0-9a-f]{4}', resolve: (matched) => codePoint(matched.slice(-4), 16) },
	{ pattern: '%[0-9a-f]{2}', resolve: (matched) => codePoint(matched.slice(-2), 16) },
	// XML and HTML.
	{ pattern: '&#x[0-9a-f]{1,8};', resolve: (matched) => codePoint(matched.slice(3, -1), 16) },
	{ pattern: '&#[0-9]{1,8};', resolve: (matched) => codePoint(matched.slice(2, -1), 10) },
	{
		pattern: '&(?:amp|lt|gt|quot|apos);',
		resolve: (matched) => NAMED[matched.toLowerCase()] ?? OTHER,
	},
	{ pattern: '&[a-z][a-z0-9]{1,31};', resolve: () => OTHER },
];

const ANY_ESCAPE = new RegExp(ESCAPES.map(({ pattern }) => `(${pattern})`).join('|'), 'gi');

/** Escapes within escapes are resolved up to this depth; each costs one reading of the text. */
const MOST_READINGS = 8;

/**
 * The text as it stands, then with its escapes resolved, then with those that this brought forth,
 * until none is left. All of them count: `\\nobody` may be a line break and `obody`, or a name.
 */
export function readingsOf(text: string): readonly ResolvedText[] {
	const units = text.split('');
	let last: ResolvedText = {
		units,
		starts: units.map((_, index) => index),
		ends: units.map((_, index) => index + 1),
	};
	const readings = [last];
	while (readings.length <= MOST_READINGS) {
		const next = resolveOnce(last);
		if (next.units.length === last.units.length) break;
		readings.push(next);
		last = next;
	}
	return readings;
}

function resolveOnce({ units, starts, ends }: ResolvedText): ResolvedText {
	const result = { units: [] as string[], starts: [] as number[], ends: [] as number[] };
	let copied = 0;
	const copyUpTo = (index: number) => {
		for (; copied < index; copied++) push(units[copied], copied, copied);
	};
	const push = (unit: string | undefined, first: number, last: number) => {
		result.units.push(unit ?? OTHER);
		result.starts.push(starts[first] ?? 0);
		result.ends.push(ends[last] ?? 0);
	};
	for (const match of units.join('').matchAll(ANY_ESCAPE)) {
		copyUpTo(match.index);
		const [matched, ...groups] = match;
		const escape = ESCAPES[groups.findIndex((group) => group !== undefined)];
		const last = match.index + matched.length - 1;
		for (const unit of (escape?.resolve(matched) ?? OTHER).split('')) push(unit, match.index, last);
		copied = last + 1;
	}
	copyUpTo(units.length);
	return result;
}

function codePoint(digits: string, radix: number): string {
	const value = parseInt(digits, radix);
	return value <= 0x10ffff ? String.fromCodePoint(value) : OTHER;
}
