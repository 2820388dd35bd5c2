import {
	findOrigin,
	isSameAddress,
	isUnencryptedAndPublic,
	parseWebAddress,
	trimSlashes,
} from '../../../nodes/shared/input/webAddress';

describe('parseWebAddress', () => {
	it.each([
		['https://www.example.com/a?b#c', 'https://www.example.com/a?b#c'],
		['HTTP://WWW.Example.com', 'http://www.example.com/'],
		[' https://user:x@www.example.com:8443\n', 'https://user:x@www.example.com:8443/'],
	])('reads %j as %s', (address, href) => {
		expect(parseWebAddress(address)?.href).toBe(href);
	});

	it.each([
		'',
		'www.example.com',
		'//www.example.com',
		'/x',
		'https://',
		'ftp://www.example.com',
		'file:///x',
		'data:text/plain,5',
		'xhttps://www.example.com',
	])('takes %j for none', (address) => {
		expect(parseWebAddress(address)).toBeNull();
	});
});

describe('findOrigin', () => {
	it.each([
		['https://www.example.com/a?b', 'https://www.example.com'],
		['https://WWW.example.com:443', 'https://www.example.com'],
		['http://user:x@www.example.com:443/', 'http://www.example.com:443'],
		['ftp://www.example.com/', null],
		['file:///x', null],
		['no address', null],
	])('of %s is %s', (address, origin) => {
		expect(findOrigin(address)).toBe(origin);
	});
});

describe('trimSlashes', () => {
	it.each([
		['', ''],
		['/', ''],
		['///', ''],
		['a', 'a'],
		['a/', 'a'],
		['//a//b///', '//a//b'],
	])('%j becomes %j', (text, trimmed) => {
		expect(trimSlashes(text)).toBe(trimmed);
	});

	it('looks at each of many slashes once', () => {
		const text = `${'/'.repeat(500_000)}a`;
		const start = performance.now();
		expect(trimSlashes(text) === text).toBe(true);
		expect(trimSlashes(text.slice(0, -1))).toBe('');
		expect(performance.now() - start).toBeLessThan(5000);
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
		'http://110.0.0.1',
		'http://210.0.0.1',
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
