import {
	CHECK_FIELDS,
	readCheckOptions,
	type CheckOptions,
} from '../../../nodes/shared/check/options';
import { attempt } from '../../../nodes/shared/failure/attempt';
import { readField, type Input } from '../../../nodes/shared/input/fields';

const PRESETS: CheckOptions = {
	label: null,
	threshold: null,
	includeRaw: false,
	timeout: 10_000,
	retries: 2,
	concurrency: 10,
};

it('has presets for everything', () => {
	expect(readCheckOptions({})).toEqual(PRESETS);
	expect(Object.keys(readCheckOptions({}))).toEqual(Object.keys(CHECK_FIELDS));
	expect(Object.keys(CHECK_FIELDS)).toEqual(Object.keys(PRESETS));
});

it.each([undefined, null, '', '  '])('takes %j for none', (blank) => {
	const input = Object.fromEntries(Object.keys(CHECK_FIELDS).map((name) => [name, blank]));
	expect(readCheckOptions(input)).toEqual(PRESETS);
});

it.each<[Input, Partial<CheckOptions>]>([
	[{ label: ' Main account ' }, { label: ' Main account ' }],
	[{ label: 5 }, { label: '5' }],
	[{ includeRaw: true }, { includeRaw: true }],
	[{ includeRaw: 'true' }, { includeRaw: true }],
	[{ timeout: 100 }, { timeout: 100 }],
	[{ timeout: '60000' }, { timeout: 60_000 }],
	[{ retries: 0 }, { retries: 0 }],
	[{ retries: '0' }, { retries: 0 }],
	[{ retries: 5 }, { retries: 5 }],
	[{ concurrency: 1 }, { concurrency: 1 }],
	[{ concurrency: '100' }, { concurrency: 100 }],
	[{ other: 'x' }, {}],
])('reads %j', (input, expected) => {
	expect(readCheckOptions(input)).toEqual({ ...PRESETS, ...expected });
});

it.each([
	[0, '0'],
	['0', '0'],
	['20.50', '20.50'],
	[-5, '-5'],
])('reads the threshold %j', (threshold, text) => {
	expect(readCheckOptions({ threshold }).threshold?.text).toBe(text);
});

it.each([
	[{ label: ['a'] }, 'Label must be a text, not a list'],
	[{ threshold: 'twenty' }, 'Threshold must be a number such as 20 or 19.50, not "twenty"'],
	[
		{ threshold: false },
		'Threshold must be a number such as 20 or 19.50, not a value of type boolean',
	],
	[{ includeRaw: 'yes' }, 'Include Raw must be true or false'],
	[{ timeout: 99 }, 'Timeout must be a whole number from 100 to 60000, not "99"'],
	[{ timeout: 60_001 }, 'Timeout must be a whole number from 100 to 60000, not "60001"'],
	[{ timeout: 0 }, 'Timeout must be a whole number from 100 to 60000, not "0"'],
	[{ timeout: 1000.5 }, 'Timeout must be a whole number from 100 to 60000, not "1000.5"'],
	[{ retries: -1 }, 'Retries must be a whole number from 0 to 5, not "-1"'],
	[{ retries: 6 }, 'Retries must be a whole number from 0 to 5, not "6"'],
	[{ concurrency: 0 }, 'Concurrency must be a whole number from 1 to 100, not "0"'],
	[{ concurrency: 101 }, 'Concurrency must be a whole number from 1 to 100, not "101"'],
])('refuses %j', (input, summary) => {
	expect(attempt(() => readCheckOptions(input))).toMatchObject({
		ok: false,
		failure: { kind: 'invalidRequest', summary },
	});
});

it.each([
	[{}, null],
	[{ label: '' }, null],
	[{ label: '\t ' }, null],
	[{ label: 'Main', timeout: 'never' }, 'Main'],
])('reads the label alone: %j', (input, label) => {
	expect(readField(CHECK_FIELDS, 'label', input)).toBe(label);
});
