import { MILLISECONDS_A_DAY, MAX_DAYS } from '../forecast/history';
import { NOTHING_KNOWN, type ObservedBalance, type WatchState } from './state';

const OF_ANOTHER =
	'The vendor names another account or currency than at the last check: the history begins anew.';

const CLOCK_PUT_BACK =
	'The clock was put back since the last check: what it had recorded for later is forgotten.';
const LONG_AGO = `The last check lies more than ${MAX_DAYS} days back, or the clock was put forward: the history begins anew.`;

/** Clocks of two workers differ by so many milliseconds, at most. */
const CLOCKS_DIFFER = 60_000;

/** What is known, as far as a check may go on from it, and what is noteworthy about that. */
export interface ResumedState {
	readonly state: WatchState;
	readonly notices: readonly string[];
}

/** Goes on from what is known, unless it is of another account or from another time. */
export function resumeState(
	known: WatchState,
	observed: ObservedBalance | null,
	now: number,
): ResumedState {
	if (observed !== null && hasChangedAccount(known, observed)) {
		// Whoever was told that the check fails is told that it works.
		const { isFailureAlerted } = known;
		return { state: { ...NOTHING_KNOWN, isFailureAlerted }, notices: [OF_ANOTHER] };
	}
	const notices = observed === null ? [] : findClockNotices(known, now);
	return { state: limitToClock(known, now), notices };
}

/** Whether the vendor now names another account or currency; naming none says nothing. */
function hasChangedAccount(known: WatchState, observed: ObservedBalance): boolean {
	const differs = (before: string | null, now: string | null) =>
		before !== null && now !== null && before !== now;
	return differs(known.account, observed.account) || differs(known.currency, observed.currency);
}

/** A clock that was put back must not silence reminders. */
function limitToClock(state: WatchState, now: number): WatchState {
	const notLater = (time: number | null) => (time === null ? null : Math.min(time, now));
	return { ...state, alertedAt: notLater(state.alertedAt), since: notLater(state.since) };
}

function findClockNotices({ lastCheckedAt, history }: WatchState, now: number): readonly string[] {
	if (lastCheckedAt === null || history.length === 0) return [];
	if (lastCheckedAt > now + CLOCKS_DIFFER) return [CLOCK_PUT_BACK];
	return now - lastCheckedAt > MAX_DAYS * MILLISECONDS_A_DAY ? [LONG_AGO] : [];
}
