import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** What a description lists: a field, or one of its choices. */
export type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** An entry, with the names that lead there. */
export interface PlacedEntry {
	readonly place: string;
	readonly entry: Entry;
}

/** The entries of a list and of the lists within. */
export function entriesIn(place: string, entries: readonly Entry[]): PlacedEntry[] {
	return entries.flatMap((entry) => {
		const here = `${place}.${entry.name}`;
		const inner = isProperty(entry) ? (entry.options ?? []) : [];
		return [{ place: here, entry }, ...entriesIn(here, inner)];
	});
}

/** Whether an entry is a field. */
export function isProperty(entry: Entry): entry is INodeProperties {
	return 'type' in entry;
}

/** What people read as the name of an entry. */
export function titleOf(entry: Entry): string {
	return 'displayName' in entry ? entry.displayName : entry.name;
}

/** The values of a list; undefined where a field is none. */
export function choicesOf({ options }: INodeProperties): string[] | undefined {
	return options?.flatMap((option) => ('value' in option ? [String(option.value)] : []));
}
