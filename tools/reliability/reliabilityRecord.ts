import type { Verdict } from '../../test/faults/matrix';

/** How one vendor's runs or credential test ended with one fault. */
export interface FaultRecord extends Verdict {
	readonly group: string;
	readonly fault: string;
	readonly variant: string;
	readonly how: 'runs' | 'credential test';
	/** Of the process's memory, in MiB; null where it was not measured. */
	readonly growth: number | null;
}

/** What a reply may cost in a run or a credential test, whatever it holds and however many share it. */
export const PROMISED_COST = { seconds: 1, mebibytes: 50 } as const;

/** What one hostile reply cost. */
export interface CostRecord {
	readonly text: string;
	readonly variant: string;
	/** How many items shared it; null is the credential test. */
	readonly items: number | null;
	/** Of the processor. */
	readonly seconds: number;
	/** The peak of the memory above what was used before; null where the system does not tell. */
	readonly mebibytes: number | null;
}

/** A whole run on one version of n8n's engine. */
export interface EngineRecord {
	readonly core: string;
	readonly workflow: string;
	readonly node: string;
	readonly faults: readonly FaultRecord[];
	/** On the newest engine alone: what is measured is the package's own. */
	readonly costs: readonly CostRecord[];
}
