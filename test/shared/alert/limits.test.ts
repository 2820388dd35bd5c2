import type { Input } from '../../../nodes/shared/input/fields';
import { attempt } from '../../../nodes/shared/failure/attempt';
import { isBeyond, listLimitValues, readLimits } from '../../../nodes/shared/alert/limits';

const inText = (fields: Input) => {
	const limits = readLimits(fields);
	return [limits.recoverAt?.text, limits.criticalRecoverAt?.text];
};

describe('an account has recovered', () => {
	it.each<[string, Input, string | undefined, string | undefined]>([
		['a twentieth above its threshold', { threshold: 200 }, '210', undefined],
		['one above a small one', { threshold: 10 }, '11', undefined],
		['one above none', { threshold: 0 }, '1', undefined],
		[
			'a twentieth of the absolute value above a negative one',
			{ threshold: -400 },
			'-380',
			undefined,
		],
		['one above a small negative one', { threshold: '-0.5' }, '0.5', undefined],
		['exactly', { threshold: '100.10' }, '105.105', undefined],
		['each threshold by itself', { threshold: 200, criticalThreshold: 100 }, '210', '105'],
		['below, where above is bad', { alertWhen: 'above', threshold: 200 }, '190', undefined],
		['so too with 0', { alertWhen: 'above', threshold: 0 }, '-1', undefined],
		['above the critical one, if that is all', { criticalThreshold: 40 }, '42', '42'],
		[
			'where it was chosen, from critical too, unless that recovers before',
			{ threshold: 100, criticalThreshold: 99, recoverAt: 101 },
			'101',
			'101',
		],
		[
			'so too above, where less is better',
			{ alertWhen: 'above', threshold: 100, criticalThreshold: 101, recoverAt: 99 },
			'99',
			'99',
		],
		[
			'from critical before',
			{ threshold: 100, criticalThreshold: 40, recoverAt: 101 },
			'101',
			'42',
		],
		[
			'where it was chosen, if the critical one is all',
			{ criticalThreshold: 40, recoverAt: 80 },
			'80',
			'80',
		],
		['by its days alone', { daysLeftThreshold: 7 }, undefined, undefined],
	])('%s', (_, fields, recoverAt, criticalRecoverAt) => {
		expect(inText(fields)).toEqual([recoverAt, criticalRecoverAt]);
	});
});

it('takes the recovery that a person chose, the threshold itself included', () => {
	expect(inText({ threshold: 100, recoverAt: '250.5' })[0]).toBe('250.5');
	expect(inText({ threshold: 100, recoverAt: 100 })[0]).toBe('100');
	expect(inText({ alertWhen: 'above', threshold: 100, recoverAt: 20 })[0]).toBe('20');
});

it('reads the cells of a sheet', () => {
	expect(
		readLimits({ threshold: ' 19.50 ', criticalThreshold: '', daysLeftThreshold: '3.5' }),
	).toEqual({
		alertWhen: 'below',
		threshold: { text: '19.50' },
		criticalThreshold: null,
		daysLeftThreshold: 3.5,
		recoverAt: { text: '20.50' },
		criticalRecoverAt: null,
	});
});

it('both thresholds may be the same', () => {
	expect(readLimits({ threshold: 5, criticalThreshold: '5.0' }).criticalThreshold?.text).toBe(
		'5.0',
	);
});

it.each<[Input, string]>([
	[{}, 'Enter a threshold: nothing is watched yet'],
	[
		{ threshold: '', criticalThreshold: null, daysLeftThreshold: ' ' },
		'Enter a threshold: nothing is watched yet',
	],
	[{ alertWhen: 'sideways', threshold: 5 }, 'Alert When Balance Is must be one of below, above'],
	[{ threshold: '19,50' }, 'Threshold must be a number such as 20 or 19.50, not "19,50"'],
	[{ daysLeftThreshold: 0 }, 'Days Left Threshold must be more than 0'],
	[{ daysLeftThreshold: -2 }, 'Days Left Threshold must be more than 0'],
	[
		{ threshold: 50, criticalThreshold: 60 },
		'Critical Threshold must not be reached before Threshold',
	],
	[
		{ alertWhen: 'above', threshold: 50, criticalThreshold: 40 },
		'Critical Threshold must not be reached before Threshold',
	],
	[
		{ alertWhen: 'above', daysLeftThreshold: 3 },
		'Days Left Threshold works only where Alert When Balance Is is set to Below',
	],
	[{ threshold: '1.000,50' }, 'Threshold must be a number such as 20 or 19.50, not "1.000,50"'],
	[
		{ criticalThreshold: 50, recoverAt: 49 },
		'Recover At must lie on the good side of the threshold',
	],
	[{ threshold: 50, recoverAt: 49 }, 'Recover At must lie on the good side of the threshold'],
	[
		{ alertWhen: 'above', threshold: 50, recoverAt: 51 },
		'Recover At must lie on the good side of the threshold',
	],
])('%j is refused: %s', (fields, summary) => {
	expect(attempt(() => readLimits(fields))).toMatchObject({
		ok: false,
		failure: { kind: 'invalidRequest', summary },
	});
});

it.each<[Input, string]>([
	[{}, 'Fill in Threshold, Critical Threshold or Days Left Threshold'],
	[{ threshold: 50, criticalThreshold: 60 }, 'Choose a lower one, or swap the two.'],
	[
		{ alertWhen: 'above', threshold: 50, criticalThreshold: 40 },
		'Choose a higher one, or swap the two.',
	],
	[
		{ alertWhen: 'above', daysLeftThreshold: 3 },
		'A balance that rises does not run out: leave it empty, or watch the balance by a threshold alone.',
	],
	[{}, 'an empty cell of a sheet counts as none.'],
	[{ threshold: 50, recoverAt: 49 }, 'an amount from the threshold up'],
	[{ alertWhen: 'above', threshold: 50, recoverAt: 51 }, 'an amount from the threshold down'],
])('%j is told how to go on: %s', (fields, advice) => {
	expect(attempt(() => readLimits(fields))).toMatchObject({
		ok: false,
		failure: { advice: expect.stringContaining(advice) },
	});
});

it.each(['', '  ', null])('a alertWhen of %j is the usual one', (alertWhen) => {
	expect(readLimits({ alertWhen, threshold: 5 }).alertWhen).toBe('below');
});

it('where only days are watched, there is nothing to recover at', () => {
	expect(readLimits({ daysLeftThreshold: 5, recoverAt: 7 })).toMatchObject({ recoverAt: null });
});

it.each<[string, string, 'below' | 'above', boolean]>([
	['99.9', '100', 'below', true],
	['100', '100.0', 'below', false],
	['100.1', '100', 'below', false],
	['100.1', '100', 'above', true],
	['100.0', '100', 'above', false],
	['99.9', '100', 'above', false],
])('%s is beyond %s, %s: %s', (amount, limit, direction, expected) => {
	expect(isBeyond({ text: amount }, { text: limit }, direction)).toBe(expected);
});

describe('the values of limits', () => {
	const list = (fields: Input) => listLimitValues(readLimits(fields));

	it('are as many, and each has its place', () => {
		expect(list({ threshold: 100, criticalThreshold: 40, daysLeftThreshold: 3 })).toEqual([
			'below',
			100,
			40,
			3,
			105,
		]);
		expect(list({ alertWhen: 'above', criticalThreshold: 40, recoverAt: 30 })).toEqual([
			'above',
			null,
			40,
			null,
			30,
		]);
		expect(list({ daysLeftThreshold: '2.5' })).toEqual(['below', null, null, 2.5, null]);
	});

	it('are the same however they are written', () => {
		expect(list({ threshold: '100.00' })).toEqual(list({ threshold: 100, recoverAt: '105.0' }));
	});
});
