import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { chooseTimeZone } from '../../input/time';
import type { WatchItem } from '../../item';
import { combineItems } from '../../message/combine';
import { createDateWords } from '../../message/dates';
import { createWatchItems, type ItemOptions } from '../../watch/items';
import type { Verdict } from '../../watch/judgeAccount';
import type { RunOptions } from './runOptions';

/** What the items of this run are written with. */
export function createItemOptions(context: IExecuteFunctions, now: number): ItemOptions {
	const { id: nodeId } = context.getNode();
	const timeZone = chooseTimeZone(context.getTimezone());
	return {
		watchId: `${context.getWorkflow().id ?? ''} ${nodeId}`,
		dates: createDateWords(timeZone, now),
		warnings: [],
	};
}

/** An item, and the input item that it is about. */
export interface NumberedItem {
	readonly itemIndex: number;
	readonly json: WatchItem;
}

/** The items of one check. */
export function createOutput(
	verdict: Verdict,
	options: ItemOptions,
	warnings: readonly string[],
): readonly NumberedItem[] {
	const all = [...new Set([...warnings, ...verdict.notices])];
	return createWatchItems(verdict, { ...options, warnings: all }).map((json) => {
		return { itemIndex: verdict.check.itemIndex, json };
	});
}

function toExecutionData({ itemIndex, json }: NumberedItem): INodeExecutionData {
	return { json: { ...json }, pairedItem: { item: itemIndex } };
}

/** The items of a run as n8n takes them: one by one, or all as one. */
export function toOutput(
	items: readonly NumberedItem[],
	{ combineEvents }: RunOptions,
): INodeExecutionData[] {
	if (!combineEvents) return items.map(toExecutionData);
	if (items.length === 0) return [];
	const json = combineItems(items.map((item) => item.json));
	const pairedItem = items.map(({ itemIndex }) => ({ item: itemIndex }));
	return [{ json: { ...json }, pairedItem }];
}
