import { beginPause, isPaused, isPausing } from '../../../nodes/shared/alert/pause';
import { FAILURE_KINDS } from '../../../nodes/shared/failure/kinds';

const HOUR = 3_600_000;
const MINUTE = 60_000;

it('only what may lock an account asks for a pause', () => {
	expect(Object.keys(FAILURE_KINDS).filter(isPausing)).toEqual(['authentication', 'notAllowed']);
	expect([undefined, null, {}, ['authentication']].some(isPausing)).toBe(false);
});

it('lasts an hour', () => {
	expect(beginPause('notAllowed', 5)).toEqual({ kind: 'notAllowed', until: 5 + HOUR });
});

it.each([
	['at once', 0, true],
	['until a schedule may fire early', HOUR - 3 * MINUTE - 1, true],
	['no longer than that', HOUR - 3 * MINUTE, false],
	['not where a schedule fires 40 ms early', HOUR - 40, false],
	['not afterwards', HOUR, false],
	['not where the clock was put back', -1, false],
])('goes on: %s', (_, after, expected) => {
	expect(isPaused(beginPause('authentication', 7 * HOUR), 7 * HOUR + after)).toBe(expected);
});

it('is none where there is none', () => {
	expect(isPaused(null, 0)).toBe(false);
});
