/** In milliseconds: a schedule never fires at the same one. */
const MAX_EARLY = 300_000;

/** How much earlier than after this time a check counts as in time: a twentieth, five minutes at most. */
export function allowEarly(milliseconds: number): number {
	return Math.min(MAX_EARLY, milliseconds / 20);
}
