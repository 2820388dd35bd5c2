import type { IExecuteFunctions } from 'n8n-workflow';
import type { WrittenMemory } from '../../watchMemory/serializeMemory';
import { undoTelling, type Telling } from '../../watchMemory/telling';
import { isRecord } from '../../input/untrusted';

/** Whether the items of a run went on to the next node, as far as n8n knows. */
type TellingOutcome = 'passedOn' | 'lost' | 'open';

/** What n8n puts in the place of a node's items when it mends an execution that broke off (2.41.1). */
const MENDED = 'isArtificialRecoveredEventItem';

/** Milliseconds: an execution that has not ended by then counts as lost. */
const LONGEST_RUN = 3_600_000;

/**
 * What a run has told is written before its message goes out, so that two runs never tell the same. Where
 * the process was killed in between, it counts as not told, and comes again.
 */
export async function settleTellings(
	context: IExecuteFunctions,
	written: WrittenMemory,
	now: number,
): Promise<WrittenMemory> {
	let { stored } = written;
	const open: Telling[] = [];
	for (const telling of written.tellings) {
		const outcome = await findOutcome(context, telling, now);
		if (outcome === 'open') open.push(telling);
		if (outcome === 'lost') stored = undoTelling(stored, telling);
	}
	return { ...written, stored, tellings: open };
}

async function findOutcome(
	context: IExecuteFunctions,
	telling: Telling,
	now: number,
): Promise<TellingOutcome> {
	if (telling.executionId !== context.getExecutionId()) {
		return await findOutcomeOfOther(context, telling, now);
	}
	// The node runs again in one execution: in a loop, which counts on, or since n8n does all of it again.
	return telling.runIndex < readRunIndex(context) ? 'open' : 'lost';
}

/** Which run of the node this is in its execution; the first one is 0. */
export function readRunIndex(context: IExecuteFunctions): number {
	return Number(context.evaluateExpression('{{ $runIndex }}', 0));
}

/**
 * What became of an execution that told something. n8n stores the items of a node when the execution
 * ends or waits; one whose process was killed has none, or others. What n8n does not keep is taken for
 * passed on: it deletes executions that came to their end.
 */
async function findOutcomeOfOther(
	context: IExecuteFunctions,
	telling: Telling,
	now: number,
): Promise<TellingOutcome> {
	const results = await readResults(context, telling.executionId);
	if (results === null) return 'passedOn';
	const { runData, error } = results;
	const runs = isRecord(runData) ? runData[telling.nodeName] : undefined;
	if (Array.isArray(runs)) return runs.every(hasPassedOn) ? 'passedOn' : 'lost';
	if (error !== undefined && error !== null) return 'lost';
	return now - telling.at > LONGEST_RUN ? 'lost' : 'open';
}

async function readResults(
	context: IExecuteFunctions,
	executionId: string,
): Promise<Readonly<Record<string, unknown>> | null> {
	try {
		const data: unknown = await context.getExecutionDataById(executionId);
		const results = isRecord(data) ? data['resultData'] : null;
		return isRecord(results) ? results : null;
	} catch {
		return null;
	}
}

/** Whether a run of the node came to its end, and its items are its own. */
function hasPassedOn(run: unknown): boolean {
	return (
		isRecord(run) &&
		run['executionStatus'] === 'success' &&
		!JSON.stringify(run['data'] ?? null).includes(MENDED)
	);
}
