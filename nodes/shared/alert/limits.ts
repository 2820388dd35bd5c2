import { add, isBelow, subtract, takeShare, toNumber, type ExactDecimal } from '../decimal';
import { invalidRequest } from '../failure/error';
import { readFields, type Input } from '../input/fields';
import { readOneOf, readOptionalDecimal, readOptionalText } from '../input/readers';

/** On which side of a threshold an account is in trouble; a terminator's balance rises. */
export type AlertWhen = 'below' | 'above';

const SIDES: readonly [AlertWhen, AlertWhen] = ['below', 'above'];

/** What to watch for. */
export const LIMIT_FIELDS = {
	alertWhen: { label: 'Alert When Balance Is', read: readAlertWhen },
	threshold: { label: 'Threshold', read: readOptionalDecimal },
	criticalThreshold: { label: 'Critical Threshold', read: readOptionalDecimal },
	/** In days. */
	daysLeftThreshold: { label: 'Days Left Threshold', read: readOptionalDecimal },
	recoverAt: { label: 'Recover At', read: readOptionalDecimal },
};

/** What a person wants to be told about one account. */
export interface WatchLimits {
	readonly alertWhen: AlertWhen;
	readonly threshold: ExactDecimal | null;
	readonly criticalThreshold: ExactDecimal | null;
	/** In days. */
	readonly daysLeftThreshold: number | null;
	/** Where an account that was low has recovered; null where nothing but days left is watched. */
	readonly recoverAt: ExactDecimal | null;
	/** The same for one that was critical. */
	readonly criticalRecoverAt: ExactDecimal | null;
}

/** How far beyond its threshold an account has recovered where nothing else is said; 1 at least. */
const RECOVERY_SHARE = 0.05;

/** Reads the limits of one item. Throws `invalidRequest` in words. */
export function readLimits(input: Input): WatchLimits {
	const fields = readFields(LIMIT_FIELDS, input);
	const { alertWhen, threshold, criticalThreshold, daysLeftThreshold } = fields;
	if (threshold === null && criticalThreshold === null && daysLeftThreshold === null) {
		throw invalidRequest(
			'Enter a threshold: nothing is watched yet',
			'Fill in Threshold, Critical Threshold or Days Left Threshold; an empty cell of a sheet counts as none.',
		);
	}
	if (threshold !== null && criticalThreshold !== null) {
		assertBeyond(criticalThreshold, threshold, alertWhen);
	}
	if (daysLeftThreshold !== null && !isBelow({ text: '0' }, daysLeftThreshold)) {
		throw invalidRequest(`${LIMIT_FIELDS.daysLeftThreshold.label} must be more than 0`);
	}
	if (daysLeftThreshold !== null && alertWhen === 'above') {
		throw invalidRequest(
			`${LIMIT_FIELDS.daysLeftThreshold.label} works only where ${LIMIT_FIELDS.alertWhen.label} is set to Below`,
			'A balance that rises does not run out: leave it empty, or watch the balance by a threshold alone.',
		);
	}
	const recoverAt = chooseRecovery(fields.recoverAt, threshold ?? criticalThreshold, alertWhen);
	return {
		alertWhen,
		threshold,
		criticalThreshold,
		daysLeftThreshold: daysLeftThreshold === null ? null : toNumber(daysLeftThreshold),
		recoverAt,
		// Where there is no threshold, what a person chose is the critical one's.
		criticalRecoverAt:
			threshold === null && criticalThreshold !== null
				? recoverAt
				: chooseCriticalRecovery(criticalThreshold, recoverAt, alertWhen),
	};
}

/** An empty cell of a sheet is the usual one. */
function readAlertWhen(value: unknown, label: string): AlertWhen {
	const text = readOptionalText(value, label) ?? undefined;
	return readOneOf(SIDES)(text, label, {});
}

function assertBeyond(critical: ExactDecimal, threshold: ExactDecimal, alertWhen: AlertWhen): void {
	if (!isBeyond(threshold, critical, alertWhen)) return;
	throw invalidRequest(
		`${LIMIT_FIELDS.criticalThreshold.label} must not be reached before ${LIMIT_FIELDS.threshold.label}`,
		`Choose ${alertWhen === 'below' ? 'a lower' : 'a higher'} one, or swap the two.`,
	);
}

function chooseRecovery(
	chosen: ExactDecimal | null,
	limit: ExactDecimal | null,
	alertWhen: AlertWhen,
): ExactDecimal | null {
	if (limit === null || chosen === null) return moveBack(limit, alertWhen);
	if (isBeyond(chosen, limit, alertWhen)) {
		throw invalidRequest(
			`${LIMIT_FIELDS.recoverAt.label} must lie on the good side of the threshold`,
			`Leave it empty, or choose ${alertWhen === 'below' ? 'an amount from the threshold up' : 'an amount from the threshold down'}.`,
		);
	}
	return chosen;
}

/** Of two thresholds: what has recovered altogether is not critical either, however near they lie. */
function chooseCriticalRecovery(
	critical: ExactDecimal | null,
	recoverAt: ExactDecimal | null,
	alertWhen: AlertWhen,
): ExactDecimal | null {
	const usual = moveBack(critical, alertWhen);
	if (usual === null || recoverAt === null) return null;
	return isBeyond(recoverAt, usual, alertWhen) ? recoverAt : usual;
}

/** The threshold, where there is one, moved to the good side. */
function moveBack(limit: ExactDecimal | null, alertWhen: AlertWhen): ExactDecimal | null {
	if (limit === null) return null;
	const by = takeShare(limit, RECOVERY_SHARE);
	return alertWhen === 'below' ? add(limit, by) : subtract(limit, by);
}

/** Whether an amount lies strictly on the bad side of a limit. */
export function isBeyond(amount: ExactDecimal, limit: ExactDecimal, alertWhen: AlertWhen): boolean {
	return alertWhen === 'below' ? isBelow(amount, limit) : isBelow(limit, amount);
}

/** What tells limits from others: 100 and 100.0 are the same. */
export type LimitValues = ReadonlyArray<AlertWhen | number | null>;

/** The values of limits, always as many. */
export function listLimitValues(limits: WatchLimits): LimitValues {
	const { alertWhen, threshold, criticalThreshold, daysLeftThreshold, recoverAt } = limits;
	const [amount, critical, recovery] = [threshold, criticalThreshold, recoverAt].map((decimal) =>
		decimal === null ? null : toNumber(decimal),
	);
	return [alertWhen, amount ?? null, critical ?? null, daysLeftThreshold, recovery ?? null];
}
