import type { AlertLevel } from '../alert/level';
import { isBeyond, type WatchLimits } from '../alert/limits';
import type { ExactDecimal } from '../decimal';
import type { WatchEventName, WatchReason } from '../item';
import type { DateWords } from './dates';
import { toPlainWords } from './plainWords';

/** What one line tells. Times are in milliseconds since 1970. */
export interface Message {
	readonly event: WatchEventName | 'none';
	readonly reason: WatchReason | null;
	/** Not yet freed of what could be a mention or a link. */
	readonly label: string;
	/** How the account stands, as it was told. */
	readonly level: AlertLevel;
	/** Null where they could not be read. */
	readonly limits: WatchLimits | null;
	readonly check: CheckedBalance | FailedCheck;
	/** Since when what is told has been so, or null. */
	readonly since: number | null;
}

/** What an amount is of. */
interface Denomination {
	/** `money`, or what there is a number of. */
	readonly unit: string;
	/** ISO 4217, or null. */
	readonly currency: string | null;
}

/** A check that read a balance. */
export interface CheckedBalance extends Denomination {
	readonly ok: true;
	readonly available: ExactDecimal;
	/** Null where it is unknown, `Infinity` where nothing is used up. */
	readonly daysLeft: number | null;
	/** Null where no end is in sight. */
	readonly emptyAt: number | null;
}

/** A check that did not. */
export interface FailedCheck {
	readonly ok: false;
	/** One short sentence without a period. */
	readonly summary: string;
	readonly vendorWords: string | null;
	/** The newest balance that was read, or null. */
	readonly last: LastBalance | null;
}

interface LastBalance extends Denomination {
	readonly balance: number;
	readonly at: number;
}

/** Characters. */
const MAX_LABEL = 80;
const MAX_SUMMARY = 200;
const MAX_VENDOR_WORDS = 160;

/** One line in English that can be sent as it is: what happened to whom, by which limit, and how long it lasts. */
export function writeText(message: Message, dates: DateWords): string {
	const { label, check } = message;
	const words = check.ok ? tellBalance(message, check, dates) : tellFailure(message, check, dates);
	return `${toPlainWords(label, MAX_LABEL)} ${words}`;
}

function tellFailure({ event, since }: Message, check: FailedCheck, dates: DateWords): string {
	const { summary, vendorWords, last } = check;
	const fails =
		event === 'reminder'
			? `still cannot be checked${tellSince(since, dates)}`
			: 'cannot be checked';
	const sentences = [`${fails}: ${toPlainWords(summary, MAX_SUMMARY)}.`];
	const said = toPlainWords(vendorWords ?? '', MAX_VENDOR_WORDS);
	if (said !== '') sentences.push(`The vendor says: "${said}".`);
	if (last !== null) {
		const amount = joinAmount(String(last.balance), last);
		sentences.push(`The last balance was ${amount}, ${dates.dayAndTime(last.at)}.`);
	}
	return sentences.join(' ');
}

function tellSince(since: number | null, dates: DateWords): string {
	return since === null ? '' : ` since ${dates.dayAndTime(since)}`;
}

function tellBalance(message: Message, check: CheckedBalance, dates: DateWords): string {
	if (message.event === 'recovered') return `is ok again: ${tellRecovery(message, check, dates)}`;
	return `${tellLevel(message, dates)}: ${tellStanding(message, check, dates)}`;
}

function tellLevel(message: Message, dates: DateWords): string {
	const level = nameLevel(message);
	if (message.event === 'checkWorking') return `can be checked again, and is ${level}`;
	return message.event === 'reminder'
		? `is still ${level}${tellSince(message.since, dates)}`
		: `is ${level}`;
}

/** A balance that is to stay below its limits is not low but high where it does not. */
function nameLevel({ level, reason, limits }: Message): string {
	if (level === 'critical') return 'critical';
	if (level === 'ok' && reason !== 'daysLeft') return 'ok';
	return limits?.alertWhen === 'above' ? 'high' : 'low';
}

function tellStanding(message: Message, check: CheckedBalance, dates: DateWords): string {
	const { reason, limits } = message;
	const available = tellAvailable(check);
	if (reason === 'daysLeft') {
		return `${tellFewDays(check, limits?.daysLeftThreshold ?? null, dates)}. ${available}.`;
	}
	const days = tellDays(check, dates);
	const sentence = `${available}${tellLimit(message, check)}.`;
	return addSentence(sentence, days);
}

/** Enough days are left before that is told: two checks have to agree, and a little more has to be left. */
function tellFewDays(check: CheckedBalance, limit: number | null, dates: DateWords): string {
	if (check.daysLeft === Infinity) return 'no end in sight, if that holds';
	const days = tellDays(check, dates);
	const few = limit === null ? 'few' : `fewer than ${limit}`;
	if (days === null) return `${few} days left when that was last known`;
	const areFew = limit === null || (check.daysLeft ?? 0) < limit;
	return areFew ? `${days}, ${few}` : `${days}, no longer ${few} if that holds`;
}

function tellRecovery(message: Message, check: CheckedBalance, dates: DateWords): string {
	const { reason, limits } = message;
	const available = tellAvailable(check);
	const days = tellDays(check, dates);
	if (reason === 'daysLeft') {
		if (check.daysLeft === Infinity) return `${available}, and no end in sight.`;
		return days === null ? `${available}.` : `${days}. ${available}.`;
	}
	const limit = limits === null ? null : (limits.threshold ?? limits.criticalThreshold);
	const sentence =
		limit === null
			? `${available}.`
			: `${available}, no longer ${limits?.alertWhen ?? ''} ${limit.text}.`;
	return addSentence(sentence, days);
}

function addSentence(sentences: string, next: string | null): string {
	return next === null
		? sentences
		: `${sentences} ${next.charAt(0).toUpperCase()}${next.slice(1)}.`;
}

/** Beyond which limit an account is, or by which amount it is no more. */
function tellLimit({ level, limits }: Message, { available }: CheckedBalance): string {
	if (limits === null || level === 'ok') return '';
	const { alertWhen } = limits;
	const isCritical = level === 'critical';
	const limit = isCritical ? limits.criticalThreshold : limits.threshold;
	const recovery = isCritical ? limits.criticalRecoverAt : limits.recoverAt;
	if (limit !== null && isBeyond(available, limit, alertWhen)) {
		return `, ${alertWhen} ${limit.text}`;
	}
	if (recovery === null) return '';
	const side = alertWhen === 'below' ? 'more' : 'less';
	return `, ${isCritical ? 'critical no longer' : 'ok again'} at ${recovery.text} or ${side}`;
}

/** Such as "about 6 days left, until Fri 27 Nov"; null where no end is in sight. Whole days, never more than are left. */
function tellDays({ daysLeft, emptyAt }: CheckedBalance, dates: DateWords): string | null {
	if (daysLeft === 0) return 'nothing is left';
	if (daysLeft === null || emptyAt === null) return null;
	const days = Math.floor(daysLeft);
	if (days === 0) return `less than a day left, until ${dates.dayAndTime(emptyAt)}`;
	return `about ${days} ${days === 1 ? 'day' : 'days'} left, until ${dates.day(emptyAt)}`;
}

function tellAvailable(check: CheckedBalance): string {
	return `${joinAmount(check.available.text, check)} available`;
}

/** The exact amount, and what it is of, as far as that is known. */
function joinAmount(amount: string, { unit, currency }: Denomination): string {
	const name = unit === 'money' ? (currency ?? '') : unit;
	return name === '' ? amount : `${amount} ${toPlainWords(name, MAX_LABEL)}`;
}
