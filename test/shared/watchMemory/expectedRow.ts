import type { FailureKind } from '../../../nodes/shared/failure/kinds';
import { HOUR } from '../watch/watchingNode';

/** What a row finds: an amount, a limit that cannot be read, or why there is no balance. */
export type Found = number | FailureKind;

/** The limits of a row; 0 hours is no reminder. */
export interface ExpectedLimits {
	readonly threshold: number;
	readonly critical: number | null;
	readonly checks: number;
	readonly remindHours: number;
}

const RANK = { ok: 0, low: 1, critical: 2 };

/** Kinds that a person has to put right. */
const AT_ONCE: readonly FailureKind[] = [
	'authentication',
	'invalidRequest',
	'notFound',
	'notAllowed',
	'internal',
];

/**
 * One row as a person thinks of it, written from the words and not from the code: it has its own
 * memory wherever it stands, which is never stored, swapped or cut.
 */
export class ExpectedRow {
	private level: keyof typeof RANK = 'ok';
	private worse = 0;
	private alertedAt: number | null = null;
	private failures = 0;
	private failingAlertedAt: number | null = null;
	private isPersonNeeded = false;

	/** What a person is told of this check. */
	check(found: Found, limits: ExpectedLimits, hour: number): readonly string[] {
		return typeof found === 'number'
			? this.readBalance(found, limits, hour)
			: this.fail(found, limits, hour);
	}

	private fail(kind: FailureKind, { remindHours }: ExpectedLimits, hour: number) {
		this.failures += 1;
		const isNew = AT_ONCE.includes(kind) && !this.isPersonNeeded;
		if (this.failingAlertedAt === null || isNew) {
			if (this.failures < 3 && !AT_ONCE.includes(kind)) return [];
			this.failingAlertedAt = hour;
			this.isPersonNeeded = AT_ONCE.includes(kind);
			return ['checkFailing'];
		}
		if (!isDue(this.failingAlertedAt, remindHours, hour)) return [];
		this.failingAlertedAt = hour;
		this.isPersonNeeded = AT_ONCE.includes(kind);
		return ['reminder'];
	}

	private readBalance(amount: number, limits: ExpectedLimits, hour: number) {
		const told = this.failingAlertedAt === null ? [] : ['checkWorking'];
		this.failures = 0;
		this.failingAlertedAt = null;
		this.isPersonNeeded = false;
		const before = this.level;
		this.level = this.judge(amount, limits);
		if (RANK[this.level] > RANK[before]) {
			this.alertedAt = hour;
			return [...told, `${this.level}/threshold`];
		}
		if (this.level === 'ok') return before === 'ok' ? told : [...told, 'recovered/threshold'];
		if (!isDue(this.alertedAt ?? hour, limits.remindHours, hour)) return told;
		this.alertedAt = hour;
		return [...told, 'reminder/threshold'];
	}

	/** The level that is told: worse only after so many checks in a row, better at once. */
	private judge(amount: number, { threshold, critical, checks }: ExpectedLimits) {
		const seen = this.see(amount, threshold, critical);
		if (RANK[seen] <= RANK[this.level]) {
			this.worse = 0;
			return seen;
		}
		this.worse += 1;
		if (this.worse < checks) return this.level;
		this.worse = 0;
		return seen;
	}

	private see(amount: number, threshold: number, critical: number | null): keyof typeof RANK {
		const recovery = threshold + Math.max(1, threshold / 20);
		if (critical !== null) {
			const fromCritical = Math.min(recovery, critical + Math.max(1, critical / 20));
			if (amount < critical) return 'critical';
			if (this.level === 'critical' && amount < fromCritical) return 'critical';
		}
		if (amount < threshold) return 'low';
		return this.level !== 'ok' && amount < recovery ? 'low' : 'ok';
	}
}

/** Checks come at whole and half hours. */
function isDue(since: number, remindHours: number, hour: number): boolean {
	return remindHours > 0 && hour - since >= remindHours;
}

/** Until which hour a credential and an account rest, by the words. */
export class ExpectedPauses {
	private readonly until = new Map<string, number>();

	isResting(name: string, hour: number): boolean {
		return hour < (this.until.get(name) ?? 0);
	}

	begin(name: string, hour: number): void {
		this.until.set(name, hour + 1);
	}

	end(name: string): void {
		this.until.delete(name);
	}
}

export const toMilliseconds = (hour: number): number => hour * HOUR;
