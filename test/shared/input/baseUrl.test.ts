import { readBaseUrl, readOptionalBaseUrl } from '../../../nodes/shared/input/baseUrl';
import { CheckError } from '../../../nodes/shared/failure/error';
import { catchFailure } from '../failure/catchFailure';

const LABEL = 'Base URL';

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
		expect(catchFailure(() => readBaseUrl(text, LABEL)).advice).toMatch(expected);
	});
});

describe('readBaseUrl', () => {
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
		expect(readBaseUrl(text, LABEL)).toBe(expected);
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
		const { kind, summary: told, advice } = catchFailure(() => readBaseUrl(text, LABEL));
		expect(kind).toBe('invalidRequest');
		expect(told).toBe(summary);
		expect(`${told ?? ''} ${advice}`).not.toContain('hunter22');
	});
});

describe('readOptionalBaseUrl', () => {
	it.each([undefined, null, ''])('is null for %j', (value) => {
		expect(readOptionalBaseUrl(value, LABEL)).toBeNull();
	});

	it('is read like any other', () => {
		expect(readOptionalBaseUrl('https://www.example.com/', LABEL)).toBe('https://www.example.com');
		expect(() => readOptionalBaseUrl('www.example.com', LABEL)).toThrow(CheckError);
	});
});
