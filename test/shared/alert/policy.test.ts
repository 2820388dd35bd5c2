import type { Input } from '../../../nodes/shared/input/fields';
import { readWatchOptions } from '../../../nodes/shared/alert/policy';

const HOUR = 3_600_000;

it('has defaults that suit most people', () => {
	expect(readWatchOptions({ threshold: '100' })).toMatchObject({
		limits: {
			ok: true,
			value: { direction: 'below', threshold: { text: '100' }, recoverAt: { text: '105' } },
		},
		policy: {
			checksBeforeAlert: 1,
			failuresBeforeAlert: 3,
			remindEvery: 24 * HOUR,
			notifyOnRecovery: true,
		},
		everyCheck: false,
	});
});

it('reads what was filled in, as the cells of a sheet give it', () => {
	const policy = { checksBeforeAlert: '2', failuresBeforeAlert: 5, remindEvery: '1.5' };
	const filledIn = { ...policy, threshold: '0', notifyRecovered: 'false', everyCheck: true };
	expect(readWatchOptions(filledIn)).toMatchObject({
		limits: { ok: true, value: { threshold: { text: '0' }, recoverAt: { text: '1' } } },
		policy: {
			checksBeforeAlert: 2,
			failuresBeforeAlert: 5,
			remindEvery: 1.5 * HOUR,
			notifyOnRecovery: false,
		},
		everyCheck: true,
	});
});

it('takes 0 hours for never, and an empty cell for the default', () => {
	const remindEvery = (value: unknown) =>
		readWatchOptions({ threshold: 1, remindEvery: value }).policy.remindEvery;
	expect([remindEvery(0), remindEvery('')]).toEqual([0, 24 * HOUR]);
});

it.each<[Input, string]>([
	[{}, 'Nothing is watched'],
	[{ threshold: '1,000' }, 'Threshold must be a number'],
	[{ threshold: 1, checksBeforeAlert: 0 }, 'Checks Before Alert must be a whole number from 1'],
	[{ threshold: 1, failuresBeforeAlert: 101 }, 'Failures Before Alert must be a whole number'],
	[{ threshold: 1, remindEvery: -1 }, 'Remind Every must not be negative'],
	[{ threshold: 1, remindEvery: 'daily' }, 'Remind Every must be a number'],
	[{ threshold: 1, everyCheck: 'sometimes' }, 'Every Check must be true or false'],
	[{ threshold: 1, notifyRecovered: 2 }, 'Notify Recovered must be true or false'],
])('refuses %j in words', (fields, words) => {
	expect(readWatchOptions(fields).limits).toMatchObject({
		ok: false,
		failure: { kind: 'invalidRequest', summary: expect.stringContaining(words) },
	});
});

it('where both are refused, the limit is told', () => {
	expect(readWatchOptions({ threshold: 'x', remindEvery: 'y' }).limits).toMatchObject({
		failure: { summary: expect.stringContaining('Threshold must be a number') },
	});
});

it('where an option is refused, all of them are the usual ones', () => {
	const options = { threshold: 1, remindEvery: -1, everyCheck: true, checksBeforeAlert: 5 };
	const { policy, everyCheck, limits } = readWatchOptions(options);
	expect([policy, everyCheck]).toEqual([readWatchOptions({ threshold: 1 }).policy, false]);
	expect(limits).toMatchObject({ failure: { advice: '0 is never.' } });
});

it('what can be read counts, though a limit is refused', () => {
	const { policy, everyCheck } = readWatchOptions({ failuresBeforeAlert: 1, everyCheck: true });
	expect([policy.failuresBeforeAlert, everyCheck]).toEqual([1, true]);
});
