import type { IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from '../../watch/untrusted';
import type { Telling } from '../../watch/telling';

/** Whether the items of a run went on to the next node, as far as n8n knows. */
export type TellingOutcome = 'passedOn' | 'lost' | 'open';

/** What n8n puts in the place of a node's items when it mends an execution that broke off (2.41.1). */
const MENDED = 'isArtificialRecoveredEventItem';

/** Whoever has not come to an end after so many milliseconds, of that n8n does not know any more. */
const LONGEST_RUN = 3_600_000;

/**
 * What became of an execution that told something. n8n stores the items of a node when the execution
 * ends or waits; one whose process was killed has none, or others. What n8n does not keep is taken for
 * passed on: it deletes executions that came to their end.
 */
export async function findTellingOutcome(
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
