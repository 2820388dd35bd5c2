import type { FailureKind } from '../failure/kinds';
import { allowEarly } from './early';

/** What may lock an account when it is sent again and again. */
const PAUSING_KINDS = ['authentication', 'notAllowed'] as const satisfies readonly FailureKind[];

export type PausingKind = (typeof PAUSING_KINDS)[number];

/** Until when a credential, or an account, that was refused is not asked about again. */
export interface Pause {
	readonly kind: PausingKind;
	/** Milliseconds since 1970. */
	readonly until: number;
}

/** In milliseconds: one hour. */
const PAUSE = 3_600_000;

/** Whether this kind of failure asks for a pause. */
export function isPausing(kind: unknown): kind is PausingKind {
	return PAUSING_KINDS.some((pausing) => pausing === kind);
}

/** The pause that a refusal begins. */
export function beginPause(kind: PausingKind, now: number): Pause {
	return { kind, until: now + PAUSE };
}

/** Whether the pause goes on; not where the clock was put back, and not for a schedule that fires a little early. */
export function isPaused(pause: Pause | null, now: number): boolean {
	return pause !== null && now < pause.until - allowEarly(PAUSE) && pause.until <= now + PAUSE;
}
