import { assertPlainlyEncoded, encodeParameters } from '../../../nodes/shared/request/encoding';
import type { OutgoingRequest, Parameter } from '../../../nodes/shared/request/request';
import { catchFailure } from '../failure/catchFailure';

describe('encodeParameters', () => {
	it.each<[readonly Parameter[], string]>([
		[[], ''],
		[[['a', '1']], 'a=1'],
		[
			[
				['a', '1'],
				['b', ''],
				['a', '2'],
			],
			'a=1&b=&a=2',
		],
		[[['a', 'x y']], 'a=x%20y'],
		[[['a', 'x+y']], 'a=x%2By'],
		[[['a b', '1']], 'a%20b=1'],
		[[['a', '&=?#/\\%']], 'a=%26%3D%3F%23%2F%5C%25'],
		[[['a', "!'()*"]], 'a=%21%27%28%29%2A'],
		[[['a', '-_.~']], 'a=-_.~'],
		[[['a', '"<>[]{}|^`;,@$']], 'a=%22%3C%3E%5B%5D%7B%7D%7C%5E%60%3B%2C%40%24'],
		[[['timestamp', '2026-11-21 08:05:09']], 'timestamp=2026-11-21%2008:05:09'],
		[[['a', '%3A']], 'a=%253A'],
		[[['a', '£é\u{1f511}']], 'a=%C2%A3%C3%A9%F0%9F%94%91'],
		[[['a', '\r\n\t\u0000']], 'a=%0D%0A%09%00'],
	])('writes %j', (parameters, expected) => {
		expect(encodeParameters(parameters)).toBe(expected);
		expect([...new URLSearchParams(expected)]).toEqual(parameters);
	});

	it('writes half a character as UTF-8 writes it, rather than throwing', () => {
		expect(encodeParameters([['a', 'x\ud83d']])).toBe('a=x%EF%BF%BD');
	});
});

describe('assertPlainlyEncoded', () => {
	const request: OutgoingRequest = {
		method: 'POST',
		url: 'https://one.example/x',
		query: [['ours', '100%; any\nthing']],
		headers: {},
		body: { type: 'none' },
	};

	it.each<[readonly string[]]>([
		[[]],
		[['']],
		[['a=1&b=x+y', 'c=%3B%0a%25']],
		[['a=£é\u{1f511}&b[]="<>"']],
	])('lets %j pass', (asWritten) => {
		expect(() => assertPlainlyEncoded({ ...request, asWritten })).not.toThrow();
	});

	it('does not mind what we write ourselves', () => {
		expect(() => assertPlainlyEncoded(request)).not.toThrow();
	});

	it.each<[string, readonly string[]]>([
		['a semicolon', ['a=1;b=2']],
		['an escape of JavaScript', ['a=1&request%u005ftype=b']],
		['a line break in the second text', ['a=1', 'a=1\nb=2']],
		['a NUL', ['a=1\u0000']],
		['a control character beyond ASCII', ['a=1\u0085']],
		['a percent sign without digits', ['a=100%']],
		['a percent sign with a single digit', ['a=%4']],
		['a percent sign with letters that are no digits', ['a=%4g']],
	])('refuses %s', (_, asWritten) => {
		expect(catchFailure(() => assertPlainlyEncoded({ ...request, asWritten }))).toMatchObject({
			kind: 'invalidRequest',
			summary: 'The parameters are not plainly percent-encoded',
			advice:
				'Servers may read them in different ways, so they are not signed. Enter each parameter by itself under Send Query Parameters or Send Body, and encode a semicolon as %3B.',
		});
	});
});
