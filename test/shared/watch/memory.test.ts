import { stepWithBalance } from '../../../nodes/shared/watch/step';
import { readLimits } from '../../../nodes/shared/watch/limits';
import { parseState, serializeState } from '../../../nodes/shared/watch/memory';
import type { WatchState } from '../../../nodes/shared/watch/state';

const CALM = {
	checksBeforeAlert: 1,
	failuresBeforeAlert: 3,
	remindEvery: 0,
	notifyOnRecovery: true,
};

function stateAfter(amounts: readonly string[]): WatchState {
	let state: WatchState | null = null;
	for (const [number, text] of amounts.entries()) {
		const amounts = { balance: { text }, available: { text } };
		const observed = { ...amounts, account: 'a1', currency: 'EUR' };
		const limits = readLimits({ threshold: 100 });
		state = stepWithBalance(state, observed, limits, CALM, number * 1000).state;
	}
	if (state === null) throw new Error('No amount');
	return state;
}

const STATE = stateAfter(['150.25', '90', '-3']);
const WRITTEN = serializeState(STATE, ['a notice']);

/** What was written, with one thing changed. */
function changed(change: object): string {
	return JSON.stringify({ ...(JSON.parse(WRITTEN) as object), ...change });
}

it('what was written is read again', () => {
	expect(parseState(WRITTEN)).toEqual({ state: STATE, pendingNotices: ['a notice'] });
});

it('is one text of primitives, and short', () => {
	const many = stateAfter(Array.from({ length: 400 }, (_, number) => String(1e6 - number)));
	expect(serializeState(many, []).length).toBeLessThan(2500);
	const values: readonly unknown[] = Object.values(JSON.parse(WRITTEN) as object).flat();
	expect(values.filter((value) => typeof value === 'object' && value !== null)).toEqual([]);
});

it.each([undefined, null])('%s is nothing yet', (written) => {
	expect(parseState(written)).toEqual({ state: null, pendingNotices: [] });
});

it.each([0, 2, '1', undefined])('version %s is of another node', (version) => {
	expect(parseState(changed({ version }))).toEqual({
		state: null,
		pendingNotices: [expect.stringContaining('was written by another version')],
	});
});

describe('what is mangled is told, and nothing of it is believed', () => {
	it.each<[string, unknown]>([
		['no text', { ...STATE }],
		['a number', 7],
		['an empty text', ''],
		['half of it', WRITTEN.slice(0, -9)],
		['a list', '[]'],
		['another level', changed({ level: 'worse' })],
		['a level by a name of every object', changed({ level: 'constructor' })],
		['a switch that is none', changed({ daysAreFew: 'no' })],
		['another one', changed({ isFailureAlerted: 1 })],
		['a negative count', changed({ failures: -1 })],
		['half a check', changed({ worseChecks: 0.5 })],
		['a missing count', changed({ fewDaysChecks: undefined })],
		['a time in words', changed({ since: 'yesterday' })],
		['a time that no date holds', changed({ since: 1e17 })],
		['a sample of such a time', changed({ samples: [1e17, 5] })],
		['a missing time', changed({ notBefore: undefined })],
		['a balance in words', changed({ lastBalance: '5' })],
		['a check without a time', changed({ lastCheckedAt: undefined })],
		['an account that is no text', changed({ account: 7 })],
		['a missing currency', changed({ currency: undefined })],
		['notices that are none', changed({ pendingNotices: [1] })],
		['limits that are none', changed({ limits: null })],
		['no samples', changed({ samples: undefined })],
		['half a sample', changed({ samples: [1, 2, 3] })],
		['a sample that is no number', changed({ samples: [1, null] })],
		['samples out of order', changed({ samples: [2, 5, 1, 5] })],
		['two samples of one time', changed({ samples: [2, 5, 2, 5] })],
		['too many samples', changed({ samples: Array.from({ length: 122 }, (_, number) => number) })],
	])('%s', (_, written) => {
		expect(parseState(written)).toEqual({
			state: null,
			pendingNotices: [expect.stringContaining('cannot be read')],
		});
	});
});
