import type { IExecuteFunctions, INode, NodeExecutionHint } from 'n8n-workflow';
import type { WatchItem } from '../../item';
import type { Caller } from './caller';

/** What the editor shows about one run, where it applies. */
const RETRY_ON_FAIL =
	'Retry On Fail is on: it sends refused passwords again, and vendors lock accounts. Turn it off in the settings of this node; the option Retries asks again only where that is safe.';

const ALWAYS_OUTPUT_DATA =
	'Always Output Data is on: where nothing happened, an empty item goes on, and the next node sends an empty message. Turn it off in the settings of this node.';

const RUN_MANUALLY =
	'Run by hand: nothing of this is remembered, and the published workflow goes on as if it had not been.';

/** The words for settings of the node that do harm. */
export function findSettingWarnings({ retryOnFail }: INode): readonly string[] {
	return retryOnFail === true ? [RETRY_ON_FAIL] : [];
}

/**
 * Shows what there is to say about a run. n8n shows it only where the run does not stop with an error.
 * A model sees no hints, and the context that a tool has in n8n-core 1.98 takes none.
 */
export function showHints(
	context: IExecuteFunctions,
	caller: Caller,
	hints: readonly NodeExecutionHint[],
): void {
	if (caller !== 'model' && hints.length > 0) context.addExecutionHints(...hints);
}

/** What to show of settings that do harm, in any operation. */
export function createSettingHints(node: INode): readonly NodeExecutionHint[] {
	return findSettingWarnings(node).map(warn);
}

/** What to show of a run that watches. */
export function createWatchHints(
	context: IExecuteFunctions,
	items: readonly WatchItem[],
	warnings: readonly string[],
): readonly NodeExecutionHint[] {
	const node = context.getNode();
	const hints = [...createSettingHints(node), ...warnings.map(warn)];
	if (node.alwaysOutputData === true) hints.push(warn(ALWAYS_OUTPUT_DATA));
	if (context.getMode() !== 'manual') return hints;
	const failing = items.filter(({ status }) => status === 'failing');
	const [first] = failing;
	if (first !== undefined) hints.push({ ...warn(countFailing(failing, first)), type: 'danger' });
	return [...hints, { message: RUN_MANUALLY, type: 'info', location: 'outputPane' }];
}

function warn(message: string): NodeExecutionHint {
	return { message, type: 'warning', location: 'outputPane' };
}

/** A green tick alone would hide it. */
function countFailing({ length }: readonly WatchItem[], { text }: WatchItem): string {
	const others = length - 1;
	return others === 0 ? text : `${text} And ${others} more cannot be checked.`;
}
