import type { Scenario } from '../ways/scenario';
import type { Servers, WayName } from '../ways/ways';

/** What one process is to measure. */
export interface Task {
	readonly way: WayName;
	readonly scenario: Scenario;
	/** Servers alike, so that the second ones count what is measured alone. */
	readonly warmUp: Servers;
	readonly measured: Servers;
	/** Where this package and n8n's own nodes lie. */
	readonly packageFolder: string;
	readonly n8nNodesFolder: string;
	/** Whether to tell where the time goes; it makes everything slower. */
	readonly profiled: boolean;
}

/** What one process measured. */
export interface Measured {
	/** Milliseconds from the start of the run to its end. */
	readonly wall: number;
	/** Milliseconds of the processor, in user and system mode. */
	readonly cpu: number;
	/** The most memory that the process ever held, in MiB; n8n itself is in it. */
	readonly memory: number;
	/** Milliseconds, by what they were spent on. */
	readonly spent: Readonly<Record<string, number>> | null;
}

/** A measurement, with what the server saw of it. */
export interface Measurement extends Measured {
	readonly way: WayName;
	readonly scenario: Scenario;
	readonly requests: number;
	/** At one server. */
	readonly mostAtOnce: number;
}
