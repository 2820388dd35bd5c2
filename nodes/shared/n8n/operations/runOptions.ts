import type { IExecuteFunctions } from 'n8n-workflow';
import { RUN_FIELDS } from '../../alert/policy';
import { readFields } from '../../input/fields';
import type { WatchEventName } from '../../item';
import type { MemoryChoice } from '../memory/openMemoryStore';
import { isRecord } from '../../input/untrusted';
import { readCaller, type Caller } from '../run/caller';

/** What holds for a whole run that watches. */
export interface RunOptions extends MemoryChoice {
	readonly caller: Caller;
	/** Only for a person, or null. */
	readonly sampleEvent: WatchEventName | null;
	readonly combineEvents: boolean;
}

/** Reads what holds for the whole run; it takes no expression. */
export function readRunOptions(context: IExecuteFunctions): RunOptions {
	const caller = readCaller(context);
	const { alertOptions } = context.getNode().parameters;
	const options = isRecord(alertOptions) ? alertOptions : {};
	const { sampleEvent, combineEvents, stateStorage } = readFields(RUN_FIELDS, options);
	return {
		caller,
		sampleEvent: caller === 'person' && sampleEvent !== 'none' ? sampleEvent : null,
		combineEvents,
		stateStorage,
		// A person and a model want to know how things stand, whatever was told.
		isRemembered: caller === 'workflow',
	};
}
