import { computeRetryDelay } from '../../../nodes/shared/transport/retryDelay';

const NOW = Date.UTC(2026, 10, 21, 8, 0, 0);

const computeDelay = (attempt: number, fraction: number, retryAfter: string | null = null) =>
	computeRetryDelay(attempt, retryAfter, { now: () => NOW, random: () => fraction });

it.each([
	[0, 0, 250],
	[0, 0.5, 375],
	[0, 1, 500],
	[1, 0, 500],
	[1, 1, 1000],
	[2, 0, 1000],
	[4, 1, 8000],
])('attempt %d at the fraction %d waits %d ms', (attempt, fraction, milliseconds) => {
	expect(computeDelay(attempt, fraction)).toBe(milliseconds);
});

it.each([
	['1', 1000],
	['30', 30_000],
	[' 2 ', 2000],
	['007', 7000],
	['999999999', 999_999_999_000],
	['Sat, 21 Nov 2026 08:00:05 GMT', 5000],
	['Sat, 21 Nov 2026 09:00:00 GMT', 3_600_000],
])('waits as long as Retry-After: %s asks for', (retryAfter, milliseconds) => {
	expect(computeDelay(0, 0, retryAfter)).toBe(milliseconds);
});

it.each([
	null,
	'',
	' ',
	'0',
	'-5',
	'+5',
	'1.5',
	'1e3',
	'0x10',
	'NaN',
	'Infinity',
	'soon',
	'9999999999',
	'Sat, 21 Nov 2026 08:00:00 GMT',
	'Sat, 21 Nov 2026 07:59:59 GMT',
	'Thu, 01 Jan 1970 00:00:00 GMT',
	'Sat, 99 Nov 2026 08:00:05 GMT',
	'Sat, 21 Xyz 2026 08:00:05 GMT',
	'Sat, 21 Nov 2026 :::::::: GMT',
	'2026-11-21T08:00:05Z',
	'in 2027',
	'21 Nov 2027',
	'on Sat, 21 Nov 2026 08:00:05 GMT',
	'Sat, 21 Nov 2026 08:00:05 GMT+1',
	'Sat, 21 Nov 2026 08:00:05 GMT-1',
])('is not moved by Retry-After: %j', (retryAfter) => {
	expect(computeDelay(1, 0, retryAfter)).toBe(500);
});

it('never comes back sooner than without the header', () => {
	expect(computeDelay(4, 0, '1')).toBe(4000);
});
