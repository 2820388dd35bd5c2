import { toPlainWords } from '../../message/plainWords';
import { TABLE_NAME } from './tableWorkflows';

/** Why the table cannot be used. */
type Trouble = 'noNode' | 'tooOld' | 'switchedOff' | 'full' | 'ownTable' | 'other';

/** What n8n says of it (tried on 2.41.1; the second is what the node of 2.1.4 throws, read). */
const SIGNS: ReadonlyArray<readonly [sign: RegExp, trouble: Trouble]> = [
	[/unrecognized node type/i, 'noNode'],
	[/reading 'execute'/, 'tooOld'],
	[/module is disabled/i, 'switchedOff'],
	[/size limit exceeded/i, 'full'],
];

const GOES_ON =
	'Until then this node remembers in static data, where alerts may come again with every check.';

/** What is thrown where a table of the name is not ours. */
export class OwnTableError extends Error {
	constructor() {
		super('A table of this name has other columns');
	}
}

const MAX_WORDS = 150;

/** Which trouble it is; another run that writes at the same time is "other". */
export function findTrouble(thrown: unknown): Trouble {
	if (thrown instanceof OwnTableError) return 'ownTable';
	const words = readWords(thrown);
	return SIGNS.find(([sign]) => sign.test(words))?.[1] ?? 'other';
}

/** Whether it is of no use to try again. */
export function isLasting(thrown: unknown): boolean {
	return findTrouble(thrown) !== 'other';
}

/** What to tell of it, and what to do. */
export function describeTrouble(thrown: unknown): string {
	return `Keep State In is set to Data Table, but ${describeCause(thrown)} ${GOES_ON}`;
}

function describeCause(thrown: unknown): string {
	switch (findTrouble(thrown)) {
		case 'noNode':
			return 'this n8n has no Data Table node: it is too old, or NODES_EXCLUDE bars that node or the Execute Sub-workflow Trigger. Update n8n or allow both nodes, or choose Static Data.';
		case 'tooOld':
			return "this n8n's Data Table node cannot make tables yet. Update n8n, or choose Static Data.";
		case 'switchedOff':
			return 'data tables are switched off in this n8n. Take data-table out of N8N_DISABLED_MODULES, or choose Static Data.';
		case 'full':
			return 'the data tables of this n8n have reached their limit. Delete what is not needed, or raise N8N_DATA_TABLES_MAX_SIZE_BYTES.';
		case 'ownTable':
			return `the project has a table "${TABLE_NAME}" with other columns. Rename or delete it: this node makes its own.`;
		case 'other':
			return `n8n did not let this node use the table: ${toPlainWords(readWords(thrown), MAX_WORDS)}. Look into n8n's log.`;
	}
}

function readWords(thrown: unknown): string {
	return thrown instanceof Error ? thrown.message : 'it gave no reason';
}
