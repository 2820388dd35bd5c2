import { resolveEscapes } from '../../../nodes/shared/secrets/escapes';

const readTexts = (text: string) => Array.from(resolveEscapes(text), (reading) => reading.text);

it.each<[string, readonly string[]]>([
	['', []],
	['plain, {"text": 5}', []],
	['100% & more; \\u00 \\x4 %zz %u00 &#; &#x; &#xg; & amp;', []],
	['%41', ['A']],
	['%61%62%7e', ['ab~']],
	['%C3%A4', ['Ã¤']],
	['%2541', ['%41', 'A']],
	['%252541', ['%2541', '%41', 'A']],
	['%u0041%U0042', ['AB']],
	// The backslash belongs to the sign behind it, and to no more than that.
	['\\%41', ['%41', 'A']],
	['\\&lt;', ['&lt;', '<']],
	['\\u0041\\U0042', ['AB']],
	['\\\\u0041', ['A']],
	['\\\\\\\\u0041', ['A']],
	['\\ud83d\\udd11', ['\u{1f511}']],
	['\\x41', ['A']],
	['\\\\x41', ['A']],
	['\\\\\\', ['\\']],
	['\\n\\r\\t\\b\\f', ['     ']],
	['\\"\\/\\-', ['"/-']],
	['\\\\\\"', ['"']],
	['C:\\\\users', ['C:\\users']],
	['&#65;&#x42;&#X43;', ['ABC']],
	['&#0065;&#x0042;', ['AB']],
	['&#128273;', ['\u{1f511}']],
	['&#65&#x42&#67;', ['ABC']],
	['&#65 &#x42.', ['A B.']],
	['\\u{41}\\U{0042}\\u{1f511}', ['AB\u{1f511}']],
	['\\\\u{41}', ['A']],
	['\\u{10ffff}', ['\u{10ffff}']],
	['\\u{110000}', [' ']],
	['\\u{} \\u{1234567} \\u{4g}', []],
	['&#x110000;', [' ']],
	['ＡＢ％４１', ['AB%41', 'ABA']],
	['\\uff21', ['Ａ', 'A']],
	['&lt;&GT;&quot;&apos;', ['<>"\'']],
	['&eacute;&pound;', ['  ']],
	['&amp;lt;', ['&lt;', '<']],
	['&amp;amp;#65;', ['&amp;#65;', '&#65;', 'A']],
	['&amp;#x25;41', ['&#x25;41', '%41', 'A']],
	['\\u002541', ['%41', 'A']],
])('reads %j', (text, further) => {
	expect(readTexts(text)).toEqual([text, ...further]);
});

it.each<[string, readonly string[]]>([
	['a\u{1f511}b', ['a', '\ud83d', '\udd11', 'b']],
	['%41b&lt;', ['%41', 'b', '&lt;']],
	['x%2541y', ['x', '%2541', 'y']],
	['&amp;amp;lt;z', ['&amp;amp;lt;', 'z']],
	// Both halves of a pair come from the same place.
	['&#x1f511;.', ['&#x1f511;', '&#x1f511;', '.']],
	['\\u0026\\u006ct;%2e', ['\\u0026\\u006ct;', '%2e']],
])('knows where everything stood in %j', (text, places) => {
	const last = [...resolveEscapes(text)].at(-1);
	expect(
		Array.from(last?.starts ?? [], (start, index) => text.slice(start, last?.ends[index])),
	).toEqual(places);
});

it.each(['%', '\\', '&', '&amp;', '%25', '\\\\u005c', '&#38;', 'a', '&a', '\\x5c'])(
	'reads much of %j a few times at most, and keeps its place in it',
	(part) => {
		const text = part.repeat((256 * 1024) / part.length);
		const readings = [...resolveEscapes(text)];
		expect(readings.length).toBeLessThan(10);
		for (const { text: read, starts, ends } of readings) {
			expect([starts.length, ends.length]).toEqual([read.length, read.length]);
			expect([starts[0], ends[read.length - 1]]).toEqual([0, text.length]);
		}
	},
);

it('does not read on for ever', () => {
	const readings = readTexts(`%${'25'.repeat(100)}41`);
	expect(readings).toHaveLength(9);
	expect(readings[3]).toBe(`%${'25'.repeat(97)}41`);
});
