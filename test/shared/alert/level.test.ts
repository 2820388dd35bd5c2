import { judgeAmount, type AlertLevel } from '../../../nodes/shared/alert/level';
import { readLimits } from '../../../nodes/shared/alert/limits';
import type { Input } from '../../../nodes/shared/input/fields';

/** The levels of an account whose amount goes this way, ok before. */
function judgeAll(fields: Input, amounts: readonly string[]): readonly AlertLevel[] {
	let level: AlertLevel = 'ok';
	return amounts.map((text) => {
		level = judgeAmount({ text }, readLimits(fields), level);
		return level;
	});
}

it.each<[string, Input, ReadonlyArray<readonly [amount: string, level: AlertLevel]>]>([
	[
		'low strictly below, until exactly the recovery',
		{ threshold: 100 },
		[
			['100', 'ok'],
			['99.9999999999999999999', 'low'],
			['104.9999999999999999999', 'low'],
			['105', 'ok'],
			['104.99', 'ok'],
			['100', 'ok'],
			['99', 'low'],
		],
	],
	[
		'critical past both, then low, then ok',
		{ threshold: 100, criticalThreshold: 40 },
		[
			['39', 'critical'],
			['41', 'critical'],
			['42', 'low'],
			['41', 'low'],
			['39.99', 'critical'],
			['200', 'ok'],
		],
	],
	[
		'from critical, low until the threshold is cleared too',
		{ threshold: 100, criticalThreshold: 40 },
		[
			['39', 'critical'],
			['104', 'low'],
			['105', 'ok'],
		],
	],
	[
		'critical alone',
		{ criticalThreshold: 40, recoverAt: 80 },
		[
			['39', 'critical'],
			['79.99', 'critical'],
			['80', 'ok'],
			['45', 'ok'],
		],
	],
	[
		'a recovery that was chosen, from critical too',
		{ threshold: 100, criticalThreshold: 99, recoverAt: 101 },
		[
			['98', 'critical'],
			['100.99', 'critical'],
			['101', 'ok'],
			['99.5', 'low'],
			['101.5', 'ok'],
		],
	],
	[
		'above, for a balance that rises',
		{ alertWhen: 'above', threshold: 1000, criticalThreshold: 2000 },
		[
			['1000', 'ok'],
			['1000.01', 'low'],
			['951', 'low'],
			['950', 'ok'],
			['2001', 'critical'],
			['1900', 'low'],
		],
	],
	[
		'below zero',
		{ threshold: '-100' },
		[
			['-100', 'ok'],
			['-101', 'low'],
			['-96', 'low'],
			['-95', 'ok'],
		],
	],
	['nothing but days', { daysLeftThreshold: 5 }, [['-1000000', 'ok']]],
])('%s', (_, fields, curve) => {
	const amounts = curve.map(([amount]) => amount);
	expect(judgeAll(fields, amounts)).toEqual(curve.map(([, level]) => level));
});

describe('limits that were edited', () => {
	const judge = (fields: Input, text: string, before: AlertLevel) =>
		judgeAmount({ text }, readLimits(fields), before);

	it('count as they are now, and hysteresis from what was told', () => {
		expect(judge({ threshold: 100.2 }, '100', 'ok')).toBe('low');
		expect(judge({ threshold: 99.5 }, '100', 'low')).toBe('low');
		expect(judge({ threshold: 95 }, '100', 'low')).toBe('ok');
	});

	it('leave nothing where they are gone', () => {
		expect(judge({ daysLeftThreshold: 3 }, '1', 'critical')).toBe('ok');
		expect(judge({ threshold: 100 }, '1', 'critical')).toBe('low');
	});
});
