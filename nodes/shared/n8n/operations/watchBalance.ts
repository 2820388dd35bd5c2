import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { availableOf } from '../../check/balanceItem';
import type { ItemOutcome } from '../../check/result';
import type { Vendor } from '../../vendor';
import { balanceStep, failureStep, isResting, type WatchStep } from '../../watch/step';
import { watchItems } from '../../watch/items';
import type { WatchOptions } from '../../watch/options';
import type { WatchState } from '../../watch/state';
import { checkItems, unfinished } from './checkItems';
import { forgetfulSchedules } from '../memory/scheduleWarnings';
import { planItems } from './planItems';
import { refusalError } from './nodeError';
import { MOST_ACCOUNTS, watchedAccounts, type AccountToRemember } from '../memory/staticData';
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
		const planned = await planItems(context, vendor, ended);
		items = watchedItems(context, vendor, planned, accounts);
		const checked = items.filter((item) => isByHand || !isAsleep(item));
		await checkItems(context, checked, ended, (itemIndex, outcome) => {
			endings.set(itemIndex, { outcome, at: timeOf(outcome) });
		});
	} catch {
		throw unfinished(context, cancelled);
	}
	if (isByHand) assertFilledIn(context, vendor, items);
	const watched = items.flatMap((item) => {
		const ending = endings.get(item.itemIndex);
		return ending === undefined ? [] : [watchedCheck(item, ending, isByHand)];
	});
	const isSilent = watched.every(({ isPutOut }) => !isPutOut);
	const warnings = isSilent ? [] : [...(isByHand ? [BY_HAND] : []), ...forgetfulSchedules(context)];
	const output = watched.flatMap((check, position) => {
		const isRemembered = isByHand || position < MOST_ACCOUNTS;
		return outputItems(vendor, check, isRemembered ? warnings : [...warnings, TOO_MANY]);
	});
	// Last of all: where anything above throws, nothing was seen yet.
	if (!isByHand) accounts.remember(watched.slice(0, MOST_ACCOUNTS).map(toRemember));
	return [output];
}

const BY_HAND =
	'Run by hand: nothing of this is remembered, and the published workflow goes on as if it had not been.';

/** How a check ended, and when, in milliseconds since 1970. */
interface Ending {
	readonly outcome: ItemOutcome;
	readonly at: number;
}

function timeOf(outcome: ItemOutcome): number {
	return outcome.outcome === 'balance' ? Date.parse(outcome.item.checkedAt) : Date.now();
}

/** Whether the vendor is not to be asked yet, since it refused the credential a short time ago. */
function isAsleep({ plan, remembered: { state } }: WatchedItem): boolean {
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

/** What one check came to, and whether that is put out. */
interface WatchedCheck extends Ending {
	readonly item: WatchedItem;
	readonly step: WatchStep;
	readonly notices: readonly string[];
	readonly isPutOut: boolean;
}

function watchedCheck(item: WatchedItem, { outcome, at }: Ending, isByHand: boolean): WatchedCheck {
	const { state, untold } = item.remembered;
	const step = stepOf(state, item.options, outcome, at);
	const notices = [...new Set([...untold, ...step.notices])];
	const isPutOut = isByHand || item.options.everyCheck || step.events.length > 0;
	return { outcome, at, item, step, notices, isPutOut };
}

function toRemember({ item, step, notices, isPutOut }: WatchedCheck): AccountToRemember {
	return { key: item.key, state: step.state, untold: isPutOut ? [] : notices };
}

function outputItems(
	vendor: Vendor,
	{ item, outcome, step, notices, at, isPutOut }: WatchedCheck,
	warnings: readonly string[],
): readonly INodeExecutionData[] {
	if (!isPutOut) return [];
	const { options, itemIndex } = item;
	const limits = 'outcome' in options.limits ? null : options.limits;
	const check = { outcome, limits, step, warnings: [...warnings, ...notices], at };
	return watchItems(vendor, check).map((json) => {
		return { json: { ...json }, pairedItem: { item: itemIndex } };
	});
}

const TOO_MANY = `One node remembers ${MOST_ACCOUNTS} accounts, and this is one more: its alert comes at every check. Watch some of them in another node.`;

function stepOf(
	known: WatchState | null,
	{ limits, calm }: WatchOptions,
	outcome: ItemOutcome,
	at: number,
): WatchStep {
	if (outcome.outcome === 'refused') return failureStep(known, outcome.refusal.kind, calm, at);
	if ('outcome' in limits) return failureStep(known, limits.kind, calm, at);
	const { reading, item } = outcome;
	const observed = {
		...{ balance: reading.balance, available: availableOf(reading) },
		...{ account: item.account, currency: item.currency },
	};
	return balanceStep(known, observed, limits, calm, at);
}
