import type { IExecuteFunctions } from 'n8n-workflow';
import { RUN_FIELDS } from '../../alert/policy';
import { readFields } from '../../input/fields';
import type { WatchEventName } from '../../item';
import type { MemoryChoice } from '../memory/openMemoryStore';
import { isToolOfModel } from '../plan/toolOfModel';
import { isRecord } from '../../watch/untrusted';

/** What holds for a whole run that watches. */
export interface RunOptions extends MemoryChoice {
	/** Only by hand, or null. */
	readonly sampleEvent: WatchEventName | null;
	readonly combineEvents: boolean;
	/** Not by hand, nor where a model asks: both want to know how things stand, whatever was told. */
	readonly isRemembered: boolean;
}

/** Reads what holds for the whole run; it takes no expression. */
export function readRunOptions(context: IExecuteFunctions): RunOptions {
	const isManual = context.getMode() === 'manual';
	const { alertOptions } = context.getNode().parameters;
	const options = isRecord(alertOptions) ? alertOptions : {};
	const { sampleEvent, combineEvents, stateStorage } = readFields(RUN_FIELDS, options);
	return {
		sampleEvent: isManual && sampleEvent !== 'none' ? sampleEvent : null,
		combineEvents,
		stateStorage,
		isRemembered: !isManual && !isToolOfModel(context),
	};
}
