import type { Input } from '../../../nodes/shared/input/fields';
import { readWatchOptions } from '../../../nodes/shared/alert/policy';

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
