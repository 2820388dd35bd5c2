import { allowEarly } from '../../../nodes/shared/alert/early';

const MINUTE = 60_000;

it.each([
	[20 * MINUTE, MINUTE],
	[60 * MINUTE, 3 * MINUTE],
	[100 * MINUTE, 5 * MINUTE],
	[24 * 60 * MINUTE, 5 * MINUTE],
	[0, 0],
])('a check after %d milliseconds is in time %d earlier', (milliseconds, early) => {
	expect(allowEarly(milliseconds)).toBe(early);
});
