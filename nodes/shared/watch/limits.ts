import { isBelow, minus, plus, shareOf, toNumber, type ExactDecimal } from '../decimal';
import { choice, optionalDecimal, optionalText, type Fields } from '../input/fields';
import { invalidRequest } from '../failure/failure';

/** On which side of a threshold an account is in trouble; a terminator's balance rises. */
export type Direction = 'below' | 'above';

/** What a person wants to be told about one account. */
export interface WatchLimits {
	readonly direction: Direction;
	readonly threshold: ExactDecimal | null;
	readonly criticalThreshold: ExactDecimal | null;
	/** In days. */
	readonly daysLeftThreshold: number | null;
	/** Where an account that was low has recovered; null where nothing but days left is watched. */
	readonly recoverAt: ExactDecimal | null;
	/** The same for one that was critical. */
	readonly criticalRecoverAt: ExactDecimal | null;
}

const DIRECTION = { name: 'direction', label: 'Direction' };
const THRESHOLD = { name: 'threshold', label: 'Threshold' };
const CRITICAL_THRESHOLD = { name: 'criticalThreshold', label: 'Critical Threshold' };
const DAYS_LEFT_THRESHOLD = { name: 'daysLeftThreshold', label: 'Days Left Threshold' };
const RECOVER_AT = { name: 'recoverAt', label: 'Recover At' };

/** How far beyond its threshold an account has recovered where nothing else is said; 1 at least. */
const RECOVERY_SHARE = 0.05;

/** Reads the limits of one item. Throws `invalidRequest` in words. */
export function watchLimits(fields: Fields): WatchLimits {
	// An empty cell of a sheet is the usual direction.
	const isChosen = optionalText(fields, DIRECTION).trim() !== '';
	const direction = isChosen ? choice(fields, DIRECTION, ['below', 'above']) : 'below';
	const threshold = optionalDecimal(fields, THRESHOLD);
	const criticalThreshold = optionalDecimal(fields, CRITICAL_THRESHOLD);
	const daysLeft = optionalDecimal(fields, DAYS_LEFT_THRESHOLD);
	if (threshold === null && criticalThreshold === null && daysLeft === null) {
		throw invalidRequest(
			'Nothing is watched',
			'Set Threshold, Critical Threshold or Days Left Threshold; an empty cell of a sheet is none.',
		);
	}
	if (threshold !== null && criticalThreshold !== null) {
		assertBeyond(criticalThreshold, threshold, direction);
	}
	if (daysLeft !== null && !isBelow({ text: '0' }, daysLeft)) {
		throw invalidRequest(`${DAYS_LEFT_THRESHOLD.label} must be more than 0`);
	}
	const recoverAt = recoveryOf(threshold ?? criticalThreshold, direction, fields);
	// Where there is no threshold, what a person chose is the critical one's.
	const criticalRecoverAt = threshold === null ? recoverAt : moved(criticalThreshold, direction);
	return {
		direction,
		threshold,
		criticalThreshold,
		daysLeftThreshold: daysLeft === null ? null : toNumber(daysLeft),
		recoverAt,
		criticalRecoverAt,
	};
}

function assertBeyond(critical: ExactDecimal, threshold: ExactDecimal, direction: Direction): void {
	if (!isBeyond(threshold, critical, direction)) return;
	throw invalidRequest(
		`${CRITICAL_THRESHOLD.label} must not be reached before ${THRESHOLD.label}`,
		`Choose ${direction === 'below' ? 'a lower' : 'a higher'} one, or swap the two.`,
	);
}

function recoveryOf(
	limit: ExactDecimal | null,
	direction: Direction,
	fields: Fields,
): ExactDecimal | null {
	const chosen = optionalDecimal(fields, RECOVER_AT);
	if (limit === null || chosen === null) return moved(limit, direction);
	if (isBeyond(chosen, limit, direction)) {
		throw invalidRequest(
			`${RECOVER_AT.label} must lie on the good side of the threshold`,
			`Leave it empty, or choose ${direction === 'below' ? 'an amount from the threshold up' : 'an amount from the threshold down'}.`,
		);
	}
	return chosen;
}

/** The threshold, where there is one, moved to the good side. */
function moved(limit: ExactDecimal | null, direction: Direction): ExactDecimal | null {
	if (limit === null) return null;
	const by = shareOf(limit, RECOVERY_SHARE);
	return direction === 'below' ? plus(limit, by) : minus(limit, by);
}

/** Whether an amount lies strictly on the bad side of a limit. */
export function isBeyond(amount: ExactDecimal, limit: ExactDecimal, direction: Direction): boolean {
	return direction === 'below' ? isBelow(amount, limit) : isBelow(limit, amount);
}

/** What tells limits from others by their values: 100 and 100.0 are the same. */
export function fingerprintOf(limits: WatchLimits): string {
	return JSON.stringify(limits, (name, value: unknown) =>
		name === 'text' ? Number(value) : value,
	);
}
