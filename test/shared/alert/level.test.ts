import type { Input } from '../../../nodes/shared/input/fields';
import { areDaysFew, judgeAmount, type WatchLevel } from '../../../nodes/shared/watch/level';
import { readLimits } from '../../../nodes/shared/watch/limits';

/** The levels of an account whose amount goes this way, fine before. */
function levels(fields: Input, amounts: readonly string[]): readonly WatchLevel[] {
	let level: WatchLevel = 'fine';
	return amounts.map((text) => {
		level = judgeAmount({ text }, readLimits(fields), level);
		return level;
	});
}

it.each<[string, Input, ReadonlyArray<readonly [amount: string, level: WatchLevel]>]>([
	[
		'low strictly below, until exactly the recovery',
		{ threshold: 100 },
		[
			['100', 'fine'],
			['99.9999999999999999999', 'low'],
			['104.9999999999999999999', 'low'],
			['105', 'fine'],
			['104.99', 'fine'],
			['100', 'fine'],
			['99', 'low'],
		],
	],
	[
		'critical past both, then low, then fine',
		{ threshold: 100, criticalThreshold: 40 },
		[
			['39', 'critical'],
			['41', 'critical'],
			['42', 'low'],
			['41', 'low'],
			['39.99', 'critical'],
			['200', 'fine'],
		],
	],
	[
		'critical alone',
		{ criticalThreshold: 40, recoverAt: 80 },
		[
			['39', 'critical'],
			['79', 'critical'],
			['80', 'fine'],
			['45', 'fine'],
		],
	],
	[
		'above, for a balance that rises',
		{ alertWhen: 'above', threshold: 1000, criticalThreshold: 2000 },
		[
			['1000', 'fine'],
			['1000.01', 'low'],
			['951', 'low'],
			['950', 'fine'],
			['2001', 'critical'],
			['1900', 'low'],
		],
	],
	[
		'below zero',
		{ threshold: '-100' },
		[
			['-100', 'fine'],
			['-101', 'low'],
			['-96', 'low'],
			['-95', 'fine'],
		],
	],
	['nothing but days', { daysLeftThreshold: 5 }, [['-1000000', 'fine']]],
])('%s', (_, fields, curve) => {
	expect(
		levels(
			fields,
			curve.map(([amount]) => amount),
		),
	).toEqual(curve.map(([, level]) => level));
});

describe('days left', () => {
	const limits = readLimits({ daysLeftThreshold: 40 });

	it.each<[number | null, boolean, boolean]>([
		[40, false, false],
		[39.99, false, true],
		[0, false, true],
		[41.99, true, true],
		[42, true, false],
		[Infinity, true, false],
		[null, true, true],
		[null, false, false],
	])('%d, few before: %s', (daysLeft, before, few) => {
		expect(areDaysFew(daysLeft, limits, before)).toBe(few);
	});

	it('recover by one day at least', () => {
		const short = readLimits({ daysLeftThreshold: 2 });
		expect([2.9, 3].map((days) => areDaysFew(days, short, true))).toEqual([true, false]);
	});

	it('are never few where nobody asked', () => {
		expect(areDaysFew(0, readLimits({ threshold: 5 }), true)).toBe(false);
	});
});
