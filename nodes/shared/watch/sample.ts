import type { AlertLevel } from '../alert/level';
import { readWatchOptions } from '../alert/policy';
import { NOTHING_TOLD, type AlertState } from '../alert/state';
import type { WatchEvent } from '../alert/step';
import { createBalanceItem } from '../check/balanceItem';
import type { ItemContext } from '../check/plan';
import type { CheckResult } from '../check/result';
import { add, toDecimal, type ExactDecimal } from '../decimal';
import { createFailure } from '../failure/failure';
import { MILLISECONDS_A_DAY } from '../forecast/totals';
import { estimateRunway } from '../forecast/runway';
import type { WatchEventName, WatchItem } from '../item';
import type { Reading } from '../vendor';
import { addObservation, NEVER_CHECKED, type WatchedAccount } from '../watchMemory/account';
import { createItem, type ItemOptions, type VerdictToTell } from './items';

/** Limits under which every event can happen. */
const LIMITS = { threshold: '100', criticalThreshold: '20', daysLeftThreshold: '7' };

/** How an account stands when an event is told. */
interface SampleOfEvent {
	readonly available: ExactDecimal | null;
	readonly reason: WatchEvent['reason'];
	readonly level: AlertLevel;
}

const SAMPLES: Readonly<Record<WatchEventName, SampleOfEvent>> = {
	low: { available: { text: '84.20' }, reason: 'threshold', level: 'low' },
	critical: { available: { text: '15.00' }, reason: 'threshold', level: 'critical' },
	recovered: { available: { text: '350.00' }, reason: 'threshold', level: 'ok' },
	reminder: { available: { text: '84.20' }, reason: 'threshold', level: 'low' },
	checkFailing: { available: null, reason: null, level: 'ok' },
	checkWorking: { available: { text: '350.00' }, reason: null, level: 'ok' },
};

/** What is used up a day, for so many days. */
const BURN = 14;
const DAYS = 14;

/** What there was at the last check where this one brings nothing. */
const LAST: ExactDecimal = { text: '84.20' };

/**
 * A full item of an event, made up and marked as a sample, so that a message can be built from its fields
 * before anything happened; vendor and label are those of the row.
 */
export function createSample(
	event: WatchEventName,
	context: ItemContext<string>,
	options: ItemOptions,
	now: number,
): WatchItem {
	const { available, reason, level } = SAMPLES[event];
	const currency = context.vendor.unit === 'money' ? 'GBP' : null;
	const dayBefore = now - MILLISECONDS_A_DAY;
	const account = createHistory(available ?? LAST, currency, available === null ? dayBefore : now);
	// What it is about goes on since the day before, be it the account or its check.
	const state: AlertState = { ...NOTHING_TOLD, level, since: dayBefore, failingSince: dayBefore };
	const verdict: VerdictToTell = {
		check: {
			itemIndex: 0,
			accountKey: '',
			credentialKey: null,
			labelKey: null,
			options: readWatchOptions(LIMITS, 'UTC'),
			checked: createCheck(context, available, currency, now),
			isPaused: false,
		},
		before: { ...account, lastBalance: (account.lastBalance ?? 0) + BURN },
		account,
		runway: account.usage === null ? null : estimateRunway(account.usage),
		number: 0,
		step: { before: state, state, events: [] },
	};
	return { ...createItem(verdict, { event, reason }, options), sample: true };
}

/** Daily checks of steady usage, the last of which found this. */
function createHistory(last: ExactDecimal, currency: string | null, at: number): WatchedAccount {
	const days = Array.from({ length: DAYS }, (_, index) => DAYS - 1 - index);
	return days.reduce((known, day) => {
		const balance = add(last, toDecimal(BURN * day));
		const observed = { balance, available: balance, account: null, currency };
		return addObservation(known, { ...observed, at: at - day * MILLISECONDS_A_DAY });
	}, NEVER_CHECKED);
}

function createCheck(
	context: ItemContext<string>,
	balance: ExactDecimal | null,
	currency: string | null,
	endedAt: number,
): CheckResult {
	if (balance === null) {
		const failure = createFailure({ kind: 'vendorUnavailable' });
		return { context, result: { ok: false, failure }, endedAt };
	}
	const nothing = { account: null, creditLimit: null, details: {}, warnings: [] };
	const reading: Reading = { ...nothing, balance, currency };
	const facts = { reading, checkedAt: endedAt, warnings: [], threshold: null, raw: null };
	const item = createBalanceItem(context, facts);
	return { context, result: { ok: true, value: { item, reading } }, endedAt };
}
