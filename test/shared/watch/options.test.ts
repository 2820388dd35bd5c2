import type { Fields } from '../../../nodes/shared/input/fields';
import { watchOptions } from '../../../nodes/shared/watch/options';

const HOUR = 3_600_000;

it('has defaults that suit most people', () => {
	expect(watchOptions({ threshold: '100' })).toMatchObject({
		limits: { direction: 'below', threshold: { text: '100' }, recoverAt: { text: '105' } },
		calm: {
			...{ checksBeforeAlert: 1, failuresBeforeAlert: 3 },
			...{ remindEvery: 24 * HOUR, tellRecovery: true },
		},
		everyCheck: false,
	});
});

it('reads what was filled in, as the cells of a sheet give it', () => {
	const calm = { checksBeforeAlert: '2', failuresBeforeAlert: 5, remindEvery: '1.5' };
	const filledIn = { ...calm, threshold: '0', notifyRecovered: 'false', everyCheck: true };
	expect(watchOptions(filledIn)).toMatchObject({
		limits: { threshold: { text: '0' }, recoverAt: { text: '1' } },
		calm: {
			...{ checksBeforeAlert: 2, failuresBeforeAlert: 5 },
			...{ remindEvery: 1.5 * HOUR, tellRecovery: false },
		},
		everyCheck: true,
	});
});

it('takes 0 hours for never, and an empty cell for the default', () => {
	const remindEvery = (value: unknown) =>
		watchOptions({ threshold: 1, remindEvery: value }).calm.remindEvery;
	expect([remindEvery(0), remindEvery('')]).toEqual([0, 24 * HOUR]);
});

it.each<[Fields, string]>([
	[{}, 'Nothing is watched'],
	[{ threshold: '1,000' }, 'Threshold must be a number'],
	[{ threshold: 1, checksBeforeAlert: 0 }, 'Checks Before Alert must be a whole number from 1'],
	[{ threshold: 1, failuresBeforeAlert: 101 }, 'Failures Before Alert must be a whole number'],
	[{ threshold: 1, remindEvery: -1 }, 'Remind Every must not be negative'],
	[{ threshold: 1, remindEvery: 'daily' }, 'Remind Every must be a number'],
	[{ threshold: 1, everyCheck: 'sometimes' }, 'Every Check must be true or false'],
	[{ threshold: 1, notifyRecovered: 2 }, 'Notify Recovered must be true or false'],
])('refuses %j in words', (fields, words) => {
	expect(watchOptions(fields).limits).toMatchObject({
		outcome: 'refused',
		kind: 'invalidRequest',
		summary: expect.stringContaining(words),
	});
});

it('what can be read counts, though a limit is refused', () => {
	const { calm, everyCheck } = watchOptions({ failuresBeforeAlert: 1, everyCheck: true });
	expect([calm.failuresBeforeAlert, everyCheck]).toEqual([1, true]);
});
