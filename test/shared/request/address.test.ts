import {
	assertOwnHost,
	baseUrl,
	isSameAddress,
	isUnencryptedAndPublic,
	optionalBaseUrl,
} from '../../../nodes/shared/request/address';
import { orRefusal, RefusalError, type Refusal } from '../../../nodes/shared/failure/failure';
import type { OutgoingRequest } from '../../../nodes/shared/request/request';

const field = { name: 'baseUrl', label: 'Base URL' };

const requestTo = (url: string): OutgoingRequest => ({
	method: 'GET',
	url,
	query: [],
	headers: {},
	body: { type: 'none' },
});

/** What to do, in words. */
describe('the advice', () => {
	it.each([
		['example.com', /^Enter an address that begins with https:\/\/ or http:\/\/, e\.g\. https:/],
		[
			'https://a:b@example.com',
			/^Enter them in their own fields: parts of an address end up in logs/,
		],
		['https://example.com/?a', /^Leave out everything from the question mark or the hash sign on/],
	])('for %s', (text, expected) => {
		expect(refusalOf(() => baseUrl({ baseUrl: text }, field)).advice).toMatch(expected);
	});

	it('for another host', () => {
		const attempt = () => assertOwnHost(requestTo('https://b.example'), ['https://a.example']);
		expect(refusalOf(attempt).advice).toBe(
			'A credential is sent to the address that is entered in it and nowhere else.',
		);
	});
});

describe('baseUrl', () => {
	it.each([
		['https://www.example.com', 'https://www.example.com'],
		['http://www.example.com', 'http://www.example.com'],
		['https://www.example.com/', 'https://www.example.com'],
		['https://www.example.com///', 'https://www.example.com'],
		['https://www.example.com/billing', 'https://www.example.com/billing'],
		['https://www.example.com/billing/', 'https://www.example.com/billing'],
		['https://www.example.com/billing//', 'https://www.example.com/billing'],
		['https://www.example.com//a//b/', 'https://www.example.com//a//b'],
		['HTTPS://WWW.Example.COM/Billing', 'https://www.example.com/Billing'],
		['https://www.example.com:443/x', 'https://www.example.com/x'],
		['http://www.example.com:80/x', 'http://www.example.com/x'],
		['http://www.example.com:443/x', 'http://www.example.com:443/x'],
		['https://www.example.com:8443/', 'https://www.example.com:8443'],
		['http://localhost:5678', 'http://localhost:5678'],
		['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
		['https://[::1]:8080/x/', 'https://[::1]:8080/x'],
		['https://[2001:DB8::1]', 'https://[2001:db8::1]'],
		['https://münchen.example/', 'https://xn--mnchen-3ya.example'],
		['https://xn--mnchen-3ya.example', 'https://xn--mnchen-3ya.example'],
		['https://www.example.com/a b/%41', 'https://www.example.com/a%20b/%41'],
		['https://www.example.com/a/../b', 'https://www.example.com/b'],
		[' https://www.example.com\n', 'https://www.example.com'],
	])('reads %j as %s', (text, expected) => {
		expect(baseUrl({ baseUrl: text }, field)).toBe(expected);
	});

	it.each([
		['www.example.com', 'Base URL is not a web address'],
		['//www.example.com', 'Base URL is not a web address'],
		['/billing', 'Base URL is not a web address'],
		['ftp://www.example.com', 'Base URL is not a web address'],
		['file:///etc/passwd', 'Base URL is not a web address'],
		['javascript:alert(1)', 'Base URL is not a web address'],
		['data:text/plain,5', 'Base URL is not a web address'],
		['mailto:someone@example.com', 'Base URL is not a web address'],
		['ws://www.example.com', 'Base URL is not a web address'],
		['https+x://www.example.com', 'Base URL is not a web address'],
		['xhttps://www.example.com', 'Base URL is not a web address'],
		['https://', 'Base URL is not a web address'],
		['https:///', 'Base URL is not a web address'],
		['https://:8080', 'Base URL is not a web address'],
		['https://www.example.com:99999', 'Base URL is not a web address'],
		['https://www.example.com:x', 'Base URL is not a web address'],
		['https://www example.com', 'Base URL is not a web address'],
		['https://[::1', 'Base URL is not a web address'],
		['https://1.2.3.4.5', 'Base URL is not a web address'],
		['hunter22', 'Base URL is not a web address'],
		[5, 'Base URL is not a web address'],
		['https://user@www.example.com', 'Base URL must not contain a user name or a password'],
		[
			'https://user:hunter22@www.example.com',
			'Base URL must not contain a user name or a password',
		],
		['https://:hunter22@www.example.com', 'Base URL must not contain a user name or a password'],
		['https://www.example.com?hunter22', 'Base URL must end with the path'],
		['https://www.example.com/?a=hunter22', 'Base URL must end with the path'],
		['https://www.example.com/#hunter22', 'Base URL must end with the path'],
		['', 'Base URL is empty'],
		['  ', 'Base URL is empty'],
		[undefined, 'Base URL is empty'],
		[null, 'Base URL is empty'],
	])('refuses %j without quoting it', (text, summary) => {
		const { kind, summary: told, advice } = refusalOf(() => baseUrl({ baseUrl: text }, field));
		expect(kind).toBe('invalidRequest');
		expect(told).toBe(summary);
		expect(`${told ?? ''} ${advice}`).not.toContain('hunter22');
	});
});

describe('optionalBaseUrl', () => {
	it.each([undefined, null, ''])('is null for %j', (value) => {
		expect(optionalBaseUrl({ baseUrl: value }, field)).toBeNull();
		expect(optionalBaseUrl({}, field)).toBeNull();
	});

	it('is read like any other', () => {
		expect(optionalBaseUrl({ baseUrl: 'https://www.example.com/' }, field)).toBe(
			'https://www.example.com',
		);
		expect(() => optionalBaseUrl({ baseUrl: 'www.example.com' }, field)).toThrow(RefusalError);
	});
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
		expect(() => assertOwnHost(requestTo(url), [own])).not.toThrow();
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
		expect(refusalOf(() => assertOwnHost(requestTo(url), [own]))).toMatchObject({
			kind: 'invalidRequest',
			summary: 'The request goes to another host than the credential',
		});
	});

	it('takes any one of several addresses, and none where there is none', () => {
		const own = ['https://one.example', 'https://two.example'];
		expect(() => assertOwnHost(requestTo('https://two.example/x'), own)).not.toThrow();
		expect(() => assertOwnHost(requestTo('https://three.example/x'), own)).toThrow(RefusalError);
		expect(() => assertOwnHost(requestTo('https://two.example/x'), [])).toThrow(RefusalError);
	});
});

describe('isSameAddress', () => {
	it.each([
		['https://www.example.com', 'https://www.example.com/', true],
		['https://www.example.com/a', 'https://www.example.com/a//', true],
		['https://WWW.example.com:443/a', 'https://www.example.com/a', true],
		['https://www.example.com/b/../a', 'https://www.example.com/a', true],
		['https://www.example.com/a', 'https://www.example.com/A', false],
		['https://www.example.com/a', 'https://www.example.com/b', false],
		['https://www.example.com/a', 'https://www.example.com/a/b', false],
		['https://www.example.com/a', 'https://www.example.com//a', false],
		['https://www.example.com/a', 'https://www.example.com/a?b', false],
		['https://www.example.com/a', 'https://www.example.com/a#b', false],
		['https://www.example.com/a', 'http://www.example.com/a', false],
		['https://www.example.com/a', 'https://user@www.example.com/a', false],
		['https://www.example.com/a', 'a', false],
		['a', 'a', false],
		['', '', false],
	])('%s and %s: %s', (first, second, expected) => {
		expect(isSameAddress(first, second)).toBe(expected);
		expect(isSameAddress(second, first)).toBe(expected);
	});
});

describe('isUnencryptedAndPublic', () => {
	it.each([
		'http://www.example.com',
		'http://www.example.com:8080/x',
		'HTTP://WWW.EXAMPLE.COM',
		'http://localhost.evil.com',
		'http://127.0.0.1.evil.com',
		'http://127.evil.com',
		'http://10.evil.com',
		'http://10.0.0.1.evil.com',
		'http://192.168.evil.com',
		'http://192.168.1.1.evil.com',
		'http://172.16.evil.com',
		'http://169.254.evil.com',
		'http://10.0.0.1.evil.com',
		'http://192.168.0.1.evil.com',
		'http://172.16.0.1.evil.com',
		'http://169.254.0.1.evil.com',
		'http://notlocalhost.com',
		'http://my.localhost.com',
		'http://x.notlocalhost',
		'http://127.0.0.1.x.com',
		'http://1.127.0.1',
		'http://1.10.0.0',
		'http://1.192.168.1',
		'http://1.172.16.1',
		'http://1.169.254.1',
		'http://[2001:db8:fc00::1]',
		'http://[2001:db8:fe80::1]',
		'http://mylocal.com',
		'http://local.com',
		'http://internal.evil.com',
		'http://lan.evil.com',
		'http://home.arpa.evil.com',
		'http://8.8.8.8',
		'http://11.0.0.1',
		'http://100.10.0.1',
		'http://128.0.0.1',
		'http://172.15.0.1',
		'http://172.32.0.1',
		'http://192.169.0.1',
		'http://169.255.0.1',
		'http://[2001:db8::1]',
		'http://[::2]',
		'http://[fc::1]',
		'http://[fd::1]',
		'http://[fe8::1]',
		'http://[fec0::1]',
	])('%s is', (address) => {
		expect(isUnencryptedAndPublic(address)).toBe(true);
	});

	it.each([
		'https://www.example.com',
		'https://8.8.8.8',
		'http://localhost',
		'http://LOCALHOST:5678',
		'http://x.localhost',
		'http://m4',
		'http://m4:8080/billing',
		'http://m4.local',
		'http://m4.internal',
		'http://m4.lan',
		'http://m4.home.arpa',
		'http://127.0.0.1',
		'http://127.255.0.1:8080',
		'http://0x7f.1',
		'http://2130706433',
		'http://10.0.0.1',
		'http://10.1',
		'http://10.20.30.40',
		'http://192.168.10.20',
		'http://172.20.30.40',
		'http://192.168.1.1',
		'http://172.16.0.1',
		'http://172.31.255.1',
		'http://169.254.169.254',
		'http://[::1]:8080',
		'http://[fc00::1]',
		'http://[fdff::1]',
		'http://[fe80::1]',
		'http://[febf::1]',
		'no address',
		'',
	])('%s is not', (address) => {
		expect(isUnencryptedAndPublic(address)).toBe(false);
	});
});

/** The refusal in which this ends. */
function refusalOf(read: () => unknown): Refusal {
	const refused = orRefusal(() => {
		read();
		return null;
	});
	if (refused === null) throw new Error('Nothing was refused');
	return refused;
}
