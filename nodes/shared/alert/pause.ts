import type { FailureKind } from '../failure/kinds';
import { allowEarly } from './early';

/** Until when a credential, or an account, that was refused is not asked about again. */
export interface Pause {
	readonly kind: PausingKind;
	/** Milliseconds since 1970. */
	readonly until: number;
}

/** What may lock an account when it is sent again and again. */
export type PausingKind = Extract<FailureKind, 'authentication' | 'notAllowed'>;

/** In milliseconds: one hour. */
const PAUSE = 3_600_000;

const PAUSING_KINDS: ReadonlySet<unknown> = new Set<PausingKind>(['authentication', 'notAllowed']);

/** Whether this kind of failure asks for a pause. */
export function isPausing(kind: unknown): kind is PausingKind {
	return PAUSING_KINDS.has(kind);
}

/** The pause that a refusal begins. */
export function beginPause(kind: PausingKind, now: number): Pause {
	return { kind, until: now + PAUSE };
}

/** Whether the pause goes on; not where the clock was put back, and not for a schedule that fires a little early. */
export function isPaused(pause: Pause | null, now: number): boolean {
	return pause !== null && now < pause.until - allowEarly(PAUSE) && pause.until <= now + PAUSE;
}
