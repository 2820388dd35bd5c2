import { attempt } from '../../../nodes/shared/failure/attempt';
import { readFields, type Input } from '../../../nodes/shared/input/fields';
import { readWatchOptions, RUN_FIELDS, WATCH_FIELDS } from '../../../nodes/shared/alert/policy';

const HOUR = 3_600_000;

it('has defaults that suit most people', () => {
	expect(readWatchOptions({ threshold: '100' }, 'UTC')).toMatchObject({
		limits: {
			ok: true,
			value: { alertWhen: 'below', threshold: { text: '100' }, recoverAt: { text: '105' } },
		},
		policy: {
			checksBeforeAlert: 1,
			failuresBeforeAlert: 3,
			remindEvery: 24 * HOUR,
			notifyOnRecovery: true,
		},
		outputEveryCheck: false,
	});
});

it('reads what was filled in, as the cells of a sheet give it', () => {
	const policy = { checksBeforeAlert: '2', failuresBeforeAlert: 5, remindEvery: '1.5' };
	const filledIn = { ...policy, threshold: '0', notifyOnRecovery: 'false', outputEveryCheck: true };
	expect(readWatchOptions(filledIn, 'UTC')).toMatchObject({
		limits: { ok: true, value: { threshold: { text: '0' }, recoverAt: { text: '1' } } },
		policy: {
			checksBeforeAlert: 2,
			failuresBeforeAlert: 5,
			remindEvery: 1.5 * HOUR,
			notifyOnRecovery: false,
		},
		outputEveryCheck: true,
	});
});

it('takes 0 hours for never, and an empty cell for the default', () => {
	const remindEvery = (value: unknown) =>
		readWatchOptions({ threshold: 1, remindEvery: value }, 'UTC').policy.remindEvery;
	expect([remindEvery(0), remindEvery('')]).toEqual([0, 24 * HOUR]);
});

it.each<[Input, string]>([
	[{}, 'Enter a threshold: nothing is watched yet'],
	[{ threshold: '1,000' }, 'Threshold must be a number'],
	[{ threshold: 1, checksBeforeAlert: 0 }, 'Checks Before Alert must be a whole number from 1'],
	[{ threshold: 1, failuresBeforeAlert: 101 }, 'Failures Before Alert must be a whole number'],
	[{ threshold: 1, remindEvery: -1 }, 'Remind Every must not be negative'],
	[{ threshold: 1, remindEvery: 'daily' }, 'Remind Every must be a number'],
	[{ threshold: 1, outputEveryCheck: 'sometimes' }, 'Output Every Check must be true or false'],
	[{ threshold: 1, notifyOnRecovery: 2 }, 'Notify on Recovery must be true or false'],
])('refuses %j in words', (fields, words) => {
	expect(readWatchOptions(fields, 'UTC').limits).toMatchObject({
		ok: false,
		failure: { kind: 'invalidRequest', summary: expect.stringContaining(words) },
	});
});

it('where both are refused, the limit is told', () => {
	expect(readWatchOptions({ threshold: 'x', remindEvery: 'y' }, 'UTC').limits).toMatchObject({
		failure: { summary: expect.stringContaining('Threshold must be a number') },
	});
});

it('where an option is refused, all of them are the usual ones', () => {
	const options = { threshold: 1, remindEvery: -1, outputEveryCheck: true, checksBeforeAlert: 5 };
	const { policy, outputEveryCheck, limits } = readWatchOptions(options, 'UTC');
	expect([policy, outputEveryCheck]).toEqual([
		readWatchOptions({ threshold: 1 }, 'UTC').policy,
		false,
	]);
	expect(limits).toMatchObject({ failure: { advice: '0 is never.' } });
});

it('what can be read counts, though a limit is refused', () => {
	const { policy, outputEveryCheck } = readWatchOptions(
		{
			failuresBeforeAlert: 1,
			outputEveryCheck: true,
		},
		'UTC',
	);
	expect([policy.failuresBeforeAlert, outputEveryCheck]).toEqual([1, true]);
});

it('has a field for everything that is filled in, by the name that the editor shows', () => {
	const labels = Object.entries(WATCH_FIELDS).map(([name, { label }]) => [name, label]);
	expect(labels).toEqual([
		['alertWhen', 'Alert When Balance Is'],
		['threshold', 'Threshold'],
		['criticalThreshold', 'Critical Threshold'],
		['daysLeftThreshold', 'Days Left Threshold'],
		['recoverAt', 'Recover At'],
		['checksBeforeAlert', 'Checks Before Alert'],
		['failuresBeforeAlert', 'Failures Before Alert'],
		['remindEvery', 'Remind Every'],
		['notifyOnRecovery', 'Notify on Recovery'],
		['outputEveryCheck', 'Output Every Check'],
		['snoozeUntil', 'Snooze Until'],
		['combineEvents', 'Combine Events'],
		['sampleEvent', 'Sample Event'],
		['stateStorage', 'Keep State In'],
	]);
});

describe('what holds for a whole run', () => {
	it('is neither combined nor a sample, and kept in static data, where nothing is said', () => {
		expect(readFields(RUN_FIELDS, {})).toEqual({
			combineEvents: false,
			sampleEvent: 'none',
			stateStorage: 'staticData',
		});
	});

	it('is kept in a data table where that was chosen', () => {
		expect(readFields(RUN_FIELDS, { stateStorage: 'dataTable' }).stateStorage).toBe('dataTable');
	});

	it.each(['none', 'low', 'critical', 'recovered', 'reminder', 'checkFailing', 'checkWorking'])(
		'is a sample of %s',
		(sampleEvent) => {
			expect(readFields(RUN_FIELDS, { sampleEvent, combineEvents: true })).toMatchObject({
				combineEvents: true,
				sampleEvent,
			});
		},
	);

	it('is told where it cannot be read', () => {
		expect(attempt(() => readFields(RUN_FIELDS, { sampleEvent: 'sometimes' }))).toMatchObject({
			failure: {
				summary:
					'Sample Event must be one of none, low, critical, recovered, reminder, checkFailing, checkWorking',
			},
		});
		expect(attempt(() => readFields(RUN_FIELDS, { combineEvents: 2 }))).toMatchObject({
			failure: { summary: 'Combine Events must be true or false' },
		});
		expect(attempt(() => readFields(RUN_FIELDS, { stateStorage: 'memory' }))).toMatchObject({
			failure: { summary: 'Keep State In must be one of staticData, dataTable' },
		});
	});
});

describe('a snooze', () => {
	const read = (snoozeUntil: unknown) => {
		const { policy, notices } = readWatchOptions({ threshold: 1, snoozeUntil }, 'Europe/Berlin');
		return [policy.snoozedUntil, notices];
	};

	it('lasts until a time of the zone', () => {
		expect(read('2026-12-24T09:00')).toEqual([Date.parse('2026-12-24T08:00:00Z'), []]);
	});

	it('is none where nothing is filled in', () => {
		expect(read('')).toEqual([null, []]);
	});

	it('is none where it is no date, which is told', () => {
		expect(read('tomorrow')).toEqual([
			null,
			[
				'Snooze Until is no date, so that alerts come as usual. Fill in one such as 2026-12-24 or 2026-12-24T09:00, or leave it empty.',
			],
		]);
	});
});
