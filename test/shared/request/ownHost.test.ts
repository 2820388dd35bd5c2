import { CheckError } from '../../../nodes/shared/failure/error';
import { assertOwnHost } from '../../../nodes/shared/request/ownHost';
import type { OutgoingRequest } from '../../../nodes/shared/request/request';
import { catchFailure } from '../failure/catchFailure';

const createRequest = (url: string): OutgoingRequest => ({
	method: 'GET',
	url,
	query: [],
	headers: {},
	body: { type: 'none' },
});

it('says what to do about another host', () => {
	const act = () => assertOwnHost(createRequest('https://b.example'), ['https://a.example']);
	expect(catchFailure(act).advice).toBe(
		'A credential is sent to the address that is entered in it and nowhere else.',
	);
});

describe('assertOwnHost', () => {
	it.each([
		['https://www.example.com/x', 'https://www.example.com'],
		['https://www.example.com/x', 'https://www.example.com/y'],
		['https://WWW.EXAMPLE.com/x', 'https://www.example.com'],
		['https://www.example.com:443/x', 'https://www.example.com'],
		['https://www.example.com/x', 'https://www.example.com:443'],
		['http://www.example.com:80', 'http://www.example.com'],
		['https://münchen.example', 'https://xn--mnchen-3ya.example'],
		['http://[0:0:0:0:0:0:0:1]:8080/', 'http://[::1]:8080'],
		['http://0x7f.1/', 'http://127.0.0.1'],
	])('lets %s pass for %s', (url, own) => {
		expect(() => assertOwnHost(createRequest(url), [own])).not.toThrow();
	});

	it.each([
		['http://www.example.com/', 'https://www.example.com'],
		['https://www.example.com/', 'http://www.example.com'],
		['https://www.example.com:8443/', 'https://www.example.com'],
		['https://www.example.com:80/', 'https://www.example.com'],
		['https://example.com/', 'https://www.example.com'],
		['https://www.example.com.evil.com/', 'https://www.example.com'],
		['https://evil.com/www.example.com', 'https://www.example.com'],
		['https://evil.com/?https://www.example.com', 'https://www.example.com'],
		['https://www.example.com@evil.com/', 'https://www.example.com'],
		['https://www.example.com:443@evil.com/', 'https://www.example.com'],
		['https://evil.com#@www.example.com', 'https://www.example.com'],
		['https://evil.com\\@www.example.com', 'https://www.example.com'],
		['https://www.example.com./', 'https://www.example.com'],
		['https://www.examp1e.com/', 'https://www.example.com'],
		['https://www.еxample.com/', 'https://www.example.com'],
		['ftp://www.example.com/', 'https://www.example.com'],
		['//www.example.com/', 'https://www.example.com'],
		['/x', 'https://www.example.com'],
		['', 'https://www.example.com'],
		['no address', 'no address'],
		['file:///x', 'file:///y'],
		['x://evil', 'y://own'],
		['xhttp://evil', 'xhttp://own'],
	])('refuses %s for %s', (url, own) => {
		expect(catchFailure(() => assertOwnHost(createRequest(url), [own]))).toMatchObject({
			kind: 'invalidRequest',
			summary: 'The request goes to another host than the credential',
		});
	});

	it('takes any one of several addresses, and none where there is none', () => {
		const own = ['https://one.example', 'https://two.example'];
		expect(() => assertOwnHost(createRequest('https://two.example/x'), own)).not.toThrow();
		expect(() => assertOwnHost(createRequest('https://three.example/x'), own)).toThrow(CheckError);
		expect(() => assertOwnHost(createRequest('https://two.example/x'), [])).toThrow(CheckError);
	});
});
