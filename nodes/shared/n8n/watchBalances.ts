import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { availableOf } from '../core/item';
import type { ItemOutcome } from '../core/outcome';
import type { Vendor } from '../core/vendor';
import { balanceStep, failureStep, isResting, type WatchStep } from '../core/watch';
import { watchItems } from '../core/watchItem';
import { DEFAULT_CALM } from '../core/watchOptions';
import type { WatchState } from '../core/watchState';
import { checkItems, unfinished } from './checkItems';
import { forgetfulSchedules } from './forgetfulSchedules';
import { planItems } from './planItems';
import { refusalError } from './refusalError';
import { MOST_ACCOUNTS, watchedAccounts, type WatchedAccounts } from './watchedAccounts';
import { watchedItems, type WatchedItem } from './watchedItems';

/**
 * Runs Watch Balance over all input items: an output item for each thing that happened. What was
 * seen is remembered when all is checked, so that a run that breaks off is as if it had not been.
 */
export async function watchBalances(
	context: IExecuteFunctions,
	vendor: Vendor,
): Promise<INodeExecutionData[][]> {
	const isByHand = context.getMode() === 'manual';
	const cancelled = context.getExecutionCancelSignal();
	const ended = cancelled ?? new AbortController().signal;
	const accounts = watchedAccounts(context);
	const endings = new Map<number, Ending>();
	let items: readonly WatchedItem[] = [];
	try {
		items = watchedItems(context, vendor, await planItems(context, vendor, ended));
		const checked = items.filter((item) => isByHand || !isAsleep(item, accounts));
		await checkItems(context, checked, ended, (itemIndex, outcome) => {
			endings.set(itemIndex, { outcome, at: timeOf(outcome) });
		});
	} catch {
		throw unfinished(context, cancelled);
	}
	if (isByHand) assertFilledIn(context, vendor, items);
	const warnings = [...(isByHand ? [BY_HAND] : []), ...forgetfulSchedules(context)];
	const watch = { vendor, accounts, isByHand, warnings };
	return [
		items.flatMap((item) => {
			const ending = endings.get(item.itemIndex);
			return ending === undefined ? [] : outputItems(watch, item, ending);
		}),
	];
}

const BY_HAND =
	'Run by hand: nothing of this is remembered, and no other run is told apart from a first one.';

/** How a check ended, and when, in milliseconds since 1970. */
interface Ending {
	readonly outcome: ItemOutcome;
	readonly at: number;
}

function timeOf(outcome: ItemOutcome): number {
	return outcome.outcome === 'balance' ? Date.parse(outcome.item.checkedAt) : Date.now();
}

/** Whether the vendor is not to be asked yet, since it refused the credential a short time ago. */
function isAsleep({ plan, key }: WatchedItem, accounts: WatchedAccounts): boolean {
	const { state } = accounts.recall(key);
	return plan.outcome === 'planned' && state !== null && isResting(state, Date.now());
}

/** What a person has yet to fill in is told in red while they build the workflow. */
function assertFilledIn(
	context: IExecuteFunctions,
	vendor: Vendor,
	items: readonly WatchedItem[],
): void {
	if (context.continueOnFail()) return;
	for (const { itemIndex, plan } of items) {
		if (plan.outcome === 'refused') throw refusalError(context.getNode(), vendor, plan, itemIndex);
	}
}

interface Watch {
	readonly vendor: Vendor;
	readonly accounts: WatchedAccounts;
	readonly isByHand: boolean;
	/** What every item is to tell. */
	readonly warnings: readonly string[];
}

function outputItems(
	{ vendor, accounts, isByHand, warnings }: Watch,
	{ itemIndex, key, options }: WatchedItem,
	{ outcome, at }: Ending,
): readonly INodeExecutionData[] {
	const { state, untold } = accounts.recall(key);
	const step = stepOf(state, options, outcome, at);
	const notices = [...new Set([...untold, ...step.notices])];
	const isPutOut = isByHand || options?.everyCheck === true || step.events.length > 0;
	const isRemembered = isByHand || accounts.remember(key, step.state, isPutOut ? [] : notices);
	if (!isPutOut) return [];
	const all = [...warnings, ...notices, ...(isRemembered ? [] : [TOO_MANY])];
	const check = { outcome, limits: options?.limits ?? null, step, warnings: all, at };
	return watchItems(vendor, check).map((item) => {
		return { json: { ...item }, pairedItem: { item: itemIndex } };
	});
}

const TOO_MANY = `One node remembers ${MOST_ACCOUNTS} accounts, and this is one more: its alert comes at every check. Watch some of them in another node.`;

function stepOf(
	known: WatchState | null,
	options: WatchedItem['options'],
	outcome: ItemOutcome,
	at: number,
): WatchStep {
	if (outcome.outcome === 'refused' || options === null) {
		const kind = outcome.outcome === 'refused' ? outcome.refusal.kind : 'invalidRequest';
		return failureStep(known, kind, options?.calm ?? DEFAULT_CALM, at);
	}
	const { reading, item } = outcome;
	const observed = {
		...{ balance: reading.balance, available: availableOf(reading) },
		...{ account: item.account, currency: item.currency },
	};
	return balanceStep(known, observed, options.limits, options.calm, at);
}
