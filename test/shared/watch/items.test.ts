import { sectigo } from '../../../nodes/Sectigo/sectigo.vendor';
import type { CheckResult } from '../../../nodes/shared/check/result';
import { createFailure } from '../../../nodes/shared/failure/failure';
import { stepWithBalance, stepWithFailure } from '../../../nodes/shared/watch/step';
import { createWatchItems, type WatchedResult } from '../../../nodes/shared/watch/items';
import { readLimits } from '../../../nodes/shared/watch/limits';
import { readWatchOptions } from '../../../nodes/shared/watch/options';
import type { WatchState } from '../../../nodes/shared/watch/state';

const HOUR = 3_600_000;
const BEGINNING = Date.parse('2026-11-21T00:00:00.000Z');
const VENDOR = sectigo;
const LIMITS = readLimits({ threshold: '100.005', daysLeftThreshold: '2.5' });
const { policy: POLICY } = readWatchOptions({});
const CONTEXT = { vendor: VENDOR, label: null, credentialName: 'My credential', account: null };

function failAt(endedAt: number): CheckResult {
	const failure = createFailure({ kind: 'vendorUnavailable' });
	return { context: CONTEXT, result: { ok: false, failure }, endedAt };
}

/** A history of checks, one an hour, and the step of the last. */
function stepAfter(amounts: readonly number[], currency: string | null = 'GBP') {
	let state: WatchState | null = null;
	const steps = amounts.map((amount, hour) => {
		const text = amount.toFixed(2);
		const observed = { balance: { text }, available: { text }, account: '1000482915', currency };
		const step = stepWithBalance(state, observed, LIMITS, POLICY, BEGINNING + hour * HOUR);
		state = step.state;
		return step;
	});
	const last = steps.at(-1);
	if (last === undefined) throw new Error('No check');
	return last;
}

/** The only item of a check without a balance after these amounts. */
function failedAfter(amounts: readonly number[], change: Partial<WatchedResult> = {}) {
	const at = BEGINNING + amounts.length * HOUR;
	const known = amounts.length === 0 ? null : stepAfter(amounts).state;
	const step = stepWithFailure(known, 'vendorUnavailable', POLICY, at);
	const watched = { checked: failAt(at), limits: LIMITS, step, warnings: [], ...change };
	const [item] = createWatchItems(watched);
	return item;
}

it('of a failed check is called as the account was by the last reply', () => {
	expect(failedAfter([])).toMatchObject({ label: 'My credential', account: null });
	expect(failedAfter([150])).toMatchObject({ label: 'Sectigo 1000482915', account: '1000482915' });
});

it('of a failed check keeps the forecast, and not the days, which pass', () => {
	const item = failedAfter([150, 149, 148, 147, 146, 145, 144]);
	expect(item).toMatchObject({ burnPerDay: 24, emptyAt: '2026-11-27T06:00:00.000Z' });
	expect(item).not.toHaveProperty('daysLeft');
	expect(item).not.toHaveProperty('previousBalance');
});

it('has no threshold where the limits could not be read', () => {
	expect(failedAfter([150], { limits: null })).not.toHaveProperty('threshold');
});

it('tells the warnings, and has none where there are none', () => {
	expect(failedAfter([], { warnings: ['By hand'] })).toMatchObject({
		details: { warnings: ['By hand'] },
	});
	expect(failedAfter([])).not.toHaveProperty('details.warnings');
});

it('of a failed check has the last balance and its time', () => {
	expect(failedAfter([150, 149])).toMatchObject({
		event: 'none',
		reason: null,
		threshold: 100.005,
		lastBalance: 149,
		lastCheckedAt: '2026-11-21T01:00:00.000Z',
		checkedAt: '2026-11-21T02:00:00.000Z',
		emptyAt: null,
		since: null,
	});
	const never = failedAfter([]);
	expect(never).toMatchObject({ lastCheckedAt: null });
	expect(never).not.toHaveProperty('lastBalance');
});

function checkedBalance(available: number, warnings?: string[]): CheckResult {
	const details = warnings === undefined ? { balanceState: 'OK' } : { warnings };
	return {
		context: CONTEXT,
		result: {
			ok: true,
			value: {
				item: {
					vendor: 'sectigo',
					label: 'Sectigo 1000482915',
					account: '1000482915',
					balance: available,
					balanceText: String(available),
					unit: 'money',
					currency: 'GBP',
					available,
					checkedAt: '2026-11-21T00:00:00.000Z',
					details,
				},
				reading: {
					account: '1000482915',
					balance: { text: String(available) },
					currency: 'GBP',
					creditLimit: null,
					details: {},
					warnings: [],
				},
			},
		},
		endedAt: BEGINNING,
	};
}

describe('of a balance', () => {
	const itemsAfter = (amounts: readonly number[], limits = LIMITS, result?: CheckResult) => {
		let state: WatchState | null = null;
		const steps = amounts.map((amount, hour) => {
			const text = amount.toFixed(2);
			const observed = { balance: { text }, available: { text }, account: null, currency: null };
			const step = stepWithBalance(state, observed, limits, POLICY, BEGINNING + hour * HOUR);
			state = step.state;
			return step;
		});
		const step = steps.at(-1);
		if (step === undefined) throw new Error('No check');
		const checked = result ?? checkedBalance(amounts.at(-1) ?? 0);
		return createWatchItems({ checked, limits, step, warnings: ['By hand'] });
	};
	const both = readLimits({ threshold: 100, criticalThreshold: 50 });
	const criticalOnly = readLimits({ criticalThreshold: 50 });

	it('says none where nothing happened, with the limit that is nearest', () => {
		const [item, ...others] = itemsAfter([150], both);
		expect(others).toEqual([]);
		expect(item).toMatchObject({ event: 'none', reason: null, threshold: 100, since: null });
		expect(item).not.toHaveProperty('previousBalance');
		expect(itemsAfter([150], criticalOnly)).toMatchObject([{ threshold: 50 }]);
	});

	it('says none with its reason where it goes on', () => {
		expect(itemsAfter([30, 31], both)).toMatchObject([
			{
				event: 'none',
				reason: 'threshold',
				threshold: 50,
				previousBalance: 30,
				since: '2026-11-21T00:00:00.000Z',
			},
		]);
	});

	it('tells the recovery from what, and since when that was', () => {
		expect(itemsAfter([150, 30, 150], both)).toMatchObject([
			{
				event: 'recovered',
				reason: 'threshold',
				threshold: 50,
				since: '2026-11-21T01:00:00.000Z',
			},
		]);
	});

	it("has the check's own warnings first, and keeps the other details", () => {
		expect(itemsAfter([150], both, checkedBalance(150, ['Over http://']))).toMatchObject([
			{ details: { warnings: ['Over http://', 'By hand'] } },
		]);
		expect(itemsAfter([150], both)).toMatchObject([
			{ details: { balanceState: 'OK', warnings: ['By hand'] } },
		]);
	});

	it('has no limit where none is of an amount', () => {
		const [item] = itemsAfter([150], readLimits({ daysLeftThreshold: 3 }));
		expect(item).not.toHaveProperty('threshold');
	});
});

describe('estimates', () => {
	const itemAfter = (amounts: readonly number[]) => {
		const step = stepAfter(amounts);
		const checked = checkedBalance(amounts.at(-1) ?? 0);
		return createWatchItems({ checked, limits: LIMITS, step, warnings: [] })[0];
	};

	it('have four digits', () => {
		const item = itemAfter([1000, 999.87, 999.74, 999.61, 999.48, 999.35, 999.22]);
		expect(item).toMatchObject({ burnPerDay: 3.12, daysLeft: 320.3 });
	});

	it('of a growing account have no end', () => {
		const item = itemAfter([150, 151, 152, 153, 154, 155, 156]);
		expect(item).toMatchObject({ burnPerDay: -24, emptyAt: null, trend: '▁▂▃▅▆▇█' });
		expect(item).not.toHaveProperty('daysLeft');
	});

	it('further than a century ahead have no date', () => {
		const item = itemAfter([1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 999_999.99]);
		expect(item).toMatchObject({ emptyAt: null });
	});

	it('of an empty account are 0 days, from its first check on', () => {
		expect(itemAfter([0])).toMatchObject({ daysLeft: 0, emptyAt: '2026-11-21T00:00:00.000Z' });
	});

	it('bring the days as the threshold where they are the reason', () => {
		// 80 a day: 110 last 1.4 days.
		const step = stepAfter([135, 131.7, 128.4, 125.1, 121.8, 118.5, 115.2, 111.9]);
		expect(step.events).toEqual([{ event: 'low', reason: 'daysLeft' }]);
		const checked = checkedBalance(111.9);
		const [item] = createWatchItems({ checked, limits: LIMITS, step, warnings: [] });
		expect(item).toMatchObject({ event: 'low', reason: 'daysLeft', threshold: 2.5 });
	});
});
