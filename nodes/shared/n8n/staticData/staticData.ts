import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { openMemory, type MemoryChange, type StoredMemory } from '../../watchMemory/memory';
import { createEmptyMemory, type WrittenMemory } from '../../watchMemory/serializeMemory';
import { isTime } from '../../input/untrusted';
import { describeLoss, findLoss, isStaticData, noteOwner } from './loss';
import type { MemoryStore } from '../../watchMemory/memoryStore';
import { findScheduleWarnings } from './scheduleWarnings';

const ACCOUNT = 'account ';
const PAUSES = 'pauses';
const CROWDED_AT = 'crowdedAt';
const SAVED_AT = 'savedAt';

const DAMAGED =
	'The static data of this workflow is damaged, so that this node cannot remember anything: its alerts come at every check. Duplicate the workflow, publish the copy, and delete this one.';

const NAMES_DAMAGED =
	'The static data of this workflow is damaged in part, so that this node does not notice that it was renamed: with another name, its history begins anew, and an alert may come again.';

/** What a node remembers in static data, and what writes it. */
export interface StaticData {
	readonly written: WrittenMemory;
	/** Makes a change to what is there. */
	write(change: MemoryChange): void;
	/** Puts all of this in the place of what is there, as later than that time, in milliseconds since 1970. */
	replace(stored: StoredMemory, laterThan: number | null): void;
}

/** The node's static data, which n8n saves after every run of a published workflow (n8n-core 2.41.1). */
export function readStaticData(context: IExecuteFunctions, now: number): StaticData {
	const data: unknown = context.getWorkflowStaticData('node');
	if (!isStaticData(data)) {
		return { written: createEmptyMemory([DAMAGED]), write: () => {}, replace: () => {} };
	}
	const loss = findLoss(context, data);
	const isOwn = loss !== 'otherNode';
	const notices = [
		...(loss === null ? [] : [describeLoss(loss, context)]),
		...(isStaticData(context.getWorkflowStaticData('global')) ? [] : [NAMES_DAMAGED]),
	];
	const empty = createEmptyMemory(notices);
	const written = isOwn ? readOwn(data, notices) : empty;
	const clear = () => {
		for (const name of Object.keys(data)) delete data[name];
	};
	return {
		written,
		write: (change) => {
			if (!isOwn) clear();
			noteOwner(context, data);
			changeAccounts(data, change);
			setOrDelete(data, PAUSES, change.pauses);
			if (change.crowdedAt !== null) data[CROWDED_AT] = change.crowdedAt;
			data[SAVED_AT] = Math.max(now, written.savedAt ?? now);
		},
		replace: ({ accounts, pauses, crowdedAt }, laterThan) => {
			clear();
			noteOwner(context, data);
			for (const [key, text] of accounts) setOrDelete(data, ACCOUNT + key, text);
			setOrDelete(data, PAUSES, pauses);
			setOrDelete(data, CROWDED_AT, crowdedAt);
			// Also where the clock was put back: the later memory is the one that counts.
			data[SAVED_AT] = laterThan === null ? now : Math.max(now, laterThan + 1);
		},
	};
}

/** A store that writes to static data, with more to warn of than its own warnings. */
export function openStaticData(
	context: IExecuteFunctions,
	now: number,
	more: readonly string[] = [],
): MemoryStore {
	const { written, write } = readStaticData(context, now);
	const memory = openMemory(written.stored, now);
	const warnings = [...more, ...findScheduleWarnings(context)];
	return {
		memory,
		warnings,
		save: async (judge) => {
			const judged = judge(memory, warnings);
			write(judged.change);
			return await Promise.resolve(judged);
		},
	};
}

function readOwn(data: IDataObject, notices: readonly string[]): WrittenMemory {
	const { [PAUSES]: pauses, [CROWDED_AT]: crowdedAt, [SAVED_AT]: savedAt } = data;
	return {
		stored: { accounts: new Map(listAccounts(data)), pauses, crowdedAt, notices },
		savedAt: isTime(savedAt) ? savedAt : null,
		turns: [],
		tellings: [],
	};
}

function listAccounts(data: IDataObject): ReadonlyArray<readonly [string, unknown]> {
	return Object.entries(data).flatMap(([name, value]) =>
		name.startsWith(ACCOUNT) ? [[name.slice(ACCOUNT.length), value] as const] : [],
	);
}

function changeAccounts(data: IDataObject, change: MemoryChange): void {
	for (const [key, text] of change.accounts) {
		// Written anew, it stands last: the first ones are those of the oldest checks.
		delete data[ACCOUNT + key];
		data[ACCOUNT + key] = text;
	}
	for (const key of change.forgotten) delete data[ACCOUNT + key];
}

/** Only texts and numbers of ours are ever written. */
function setOrDelete(data: IDataObject, name: string, value: unknown): void {
	if (typeof value === 'string' || typeof value === 'number') data[name] = value;
	else if (name in data) delete data[name];
}
