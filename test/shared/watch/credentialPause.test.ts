import type { CheckResult } from '../../../nodes/shared/check/result';
import { describeFailure, summarizeFailure } from '../../../nodes/shared/failure/failure';
import {
	createPausedFailure,
	updatePauses,
	type CheckOfCredential,
} from '../../../nodes/shared/watch/credentialPause';
import { BEGINNING, createCheck, createWatchingNode, HOUR, type Answer } from './watchingNode';

const NOW = BEGINNING;

function conclude(answer: Answer): CheckResult {
	const row = { fields: { threshold: 100 }, answer };
	return createCheck(row, 0, createWatchingNode().open(NOW), NOW).checked;
}

function check(
	answer: Answer,
	credentialKey: string | null = 'one',
	isPaused = false,
): CheckOfCredential {
	return { credentialKey, checked: conclude(answer), isPaused };
}

const REFUSED = { kind: 'authentication', isOfCredential: true } as const;
const BEGUN = [['one', { kind: 'authentication', until: NOW + HOUR }]];

const update = (checks: readonly CheckOfCredential[], before = new Map()) => [
	...updatePauses(before, checks, NOW),
];

describe('a pause', () => {
	it('begins where the credential is refused', () => {
		expect(update([check(REFUSED)])).toEqual(BEGUN);
		expect(update([check(REFUSED), check(REFUSED), check(150, 'two')])).toEqual(BEGUN);
		expect(update([check({ kind: 'notAllowed', isOfCredential: true })])).toEqual([
			['one', { kind: 'notAllowed', until: NOW + HOUR }],
		]);
	});

	it.each<[string, CheckOfCredential]>([
		['the refusal is of the account', check({ kind: 'authentication' })],
		['it is of another kind', check({ kind: 'refused', isOfCredential: true })],
		['rows differ in secrets', check(REFUSED, null)],
		['the vendor was not asked', check(REFUSED, 'one', true)],
		['there is a balance', check(150)],
	])('does not begin where %s', (_, each) => {
		expect(update([each])).toEqual([]);
	});

	it('does not begin where another row of the credential got a balance', () => {
		expect(update([check(REFUSED), check(150)])).toEqual([]);
		expect(update([check(150), check(REFUSED)])).toEqual([]);
		expect(update([check(150, null), check(REFUSED)])).toEqual(BEGUN);
	});

	it('goes on while nothing is asked, ends with its hour, and with a balance', () => {
		const until = NOW + HOUR / 2;
		const before = new Map([['one', { kind: 'authentication', until }]]);
		expect(update([check(REFUSED, 'one', true)], before)).toEqual([...before]);
		expect(update([], before)).toEqual([...before]);
		expect(update([check(150)], before)).toEqual([]);
		expect(update([], new Map([['one', { kind: 'authentication', until: NOW }]]))).toEqual([]);
	});
});

it('why a row is not asked says until when, and how to go on', () => {
	const failure = createPausedFailure({ kind: 'authentication', until: NOW + HOUR });
	expect(failure).toMatchObject({
		kind: 'authentication',
		isOfCredential: false,
		retryable: false,
	});
	expect(summarizeFailure(failure, 'Acme', null)).toBe('Acme did not accept the credential');
	expect(describeFailure(failure, 'Acme')).toBe(
		'It was refused before and is not asked again until 2026-11-21T01:00:00.000Z, so that the account is not locked. Put right what was refused, and run the workflow by hand to try at once.',
	);
});
