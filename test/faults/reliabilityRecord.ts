import type { Verdict } from './matrix';

/** How one vendor's runs or credential test ended with one fault. */
export interface FaultRecord extends Verdict {
	readonly group: string;
	readonly fault: string;
	readonly variant: string;
	readonly how: 'runs' | 'credential test';
	/** Of the process's memory, in MiB; null where it was not measured. */
	readonly growth: number | null;
}

/** A whole run on one version of n8n's engine. */
export interface EngineRecord {
	readonly core: string;
	readonly workflow: string;
	readonly node: string;
	readonly faults: readonly FaultRecord[];
}
