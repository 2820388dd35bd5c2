/** What the checks of one watch cost. */
export interface Cost {
	readonly database: string;
	readonly storage: string;
	readonly accounts: number;
	/** Milliseconds of each check after the first ones. */
	readonly durations: readonly number[];
	/** Of what is remembered, in characters. */
	readonly size: number;
	/** What n8n counts of the checks, by its own names. */
	readonly counted: object;
	readonly listed: number;
}

/** Each of these many checks is timed, after two others. */
export const CHECKS = 7;

/** Of every account in the table: as long as a watch looks back. */
export const DAYS_OF_HISTORY = 28;
