import type { CombinedItem, WatchItem } from '../item';

/** More lines nobody reads in a message. */
const MAX_LINES = 20;

/** The most urgent first. */
const STATUSES: ReadonlyArray<WatchItem['status']> = ['critical', 'failing', 'low', 'ok'];

/** All items of a run as one, a line for each; at least one is given. */
export function combineItems(items: readonly WatchItem[]): CombinedItem {
	const worstFirst = [...items].sort((first, second) => rank(first) - rank(second));
	const lines = worstFirst.slice(0, MAX_LINES).map(({ text }) => text);
	const others = worstFirst.length - lines.length;
	if (others > 0) lines.push(`and ${others} more`);
	return {
		text: lines.join('\n'),
		counts: {
			statuses: countEach(items.map(({ status }) => status)),
			events: countEach(items.map(({ event }) => event)),
		},
		accounts: worstFirst,
	};
}

/** A recovery and the like come after what is still so. */
function rank({ status, event }: WatchItem): number {
	const isOver = event === 'recovered' || event === 'checkWorking';
	return 2 * STATUSES.indexOf(status) + (isOver ? 1 : 0);
}

function countEach<Name extends string>(names: readonly Name[]): { [name in Name]?: number } {
	const counts: { [name in Name]?: number } = {};
	for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}
