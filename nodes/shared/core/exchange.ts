import { refusalOfTransport, type Carrier, type Delivered } from './delivery';
import type { Fields } from './fields';
import { readReply } from './readReply';
import { orRefusal, type Refusal } from './refusal';
import { decodeReply } from './replyText';
import { complete, type BalanceRequest, type OutgoingRequest } from './request';
import { retryDelay } from './retryDelay';
import { createScrubber, type Scrubber } from './scrub';
import type { Reading, Reply, Vendor } from './vendor';

/** An item with all its retries ends within this many milliseconds. */
export const LONGEST_CHECK = 60_000;

/** One question to one vendor, for one credential. */
export interface Check {
	readonly vendor: Vendor;
	readonly query: Fields;
	readonly credential: Fields;
	readonly request: BalanceRequest;
	/** Milliseconds for one attempt. */
	readonly timeout: number;
	/** Attempts after the first, for what is retryable. */
	readonly retries: number;
}

/** A reply that arrived and could be decoded, whatever it says. */
export interface Answered {
	readonly outcome: 'answered';
	readonly reply: Reply;
	/** What the reply says to this check's own query. */
	readonly answer: Reading | Refusal;
	readonly arrivedAt: Date;
	/** Removes what signing computed from secrets. */
	readonly scrubber: Scrubber;
}

/** No reply to read; what signing had computed for it is scrubbed all the same. */
export interface Unanswered {
	readonly outcome: 'unanswered';
	readonly refusal: Refusal;
	readonly scrubber: Scrubber;
}

export type Exchange = Answered | Unanswered;

/**
 * Asks, and asks again where that is retryable, within the time of one check. Rejects only when
 * the run was cancelled; everything else is a reply or a refusal.
 */
export async function exchange(check: Check, carrier: Carrier): Promise<Exchange> {
	const deadline = carrier.now() + LONGEST_CHECK;
	for (let attempt = 0; ; attempt++) {
		const { result, retryAfter } = await attemptOnce(check, carrier, deadline);
		if (attempt >= check.retries || !isAskedAgain(result)) return result;
		const delay = retryDelay(attempt, retryAfter, carrier);
		if (carrier.now() + delay >= deadline) return result;
		await carrier.wait(delay);
	}
}

interface Attempt {
	readonly result: Exchange;
	readonly retryAfter: string | null;
	/** Whether another address of the same vendor may do better. */
	readonly isTransportFault: boolean;
}

/**
 * One attempt: the first address, and on a transport fault the others. A vendor's refusal is never
 * carried to another address, and where all fail the first fault is the one that counts.
 */
async function attemptOnce(check: Check, carrier: Carrier, deadline: number): Promise<Attempt> {
	const [firstUrl, ...otherUrls] = check.request.urls;
	const first = await sendTo(firstUrl, check, carrier, deadline);
	if (!first.isTransportFault) return first;
	for (const url of otherUrls) {
		if (carrier.now() >= deadline) break;
		const other = await sendTo(url, check, carrier, deadline);
		if (!other.isTransportFault) return other;
	}
	return first;
}

async function sendTo(
	url: string,
	check: Check,
	carrier: Carrier,
	deadline: number,
): Promise<Attempt> {
	const { vendor, credential, request } = check;
	const source = { time: carrier.now(), random: () => carrier.random() };
	const unsigned = complete(request, url, source);
	const signed = orRefusal(() => vendor.sign(unsigned, credential));
	if ('outcome' in signed) return ended(unanswered(signed, createScrubber([])));
	const scrubber = createScrubber(signed.confidential);
	const timeout = Math.max(1, Math.min(check.timeout, deadline - carrier.now()));
	const { allowUnauthorizedCerts } = request;
	const delivery = await carrier.send(signed, { timeout, allowUnauthorizedCerts });
	if (delivery.outcome === 'delivered') {
		const answer = answerOf(delivery, unsigned, check, scrubber);
		return { ...ended(answer), retryAfter: delivery.retryAfter };
	}
	const fault = refusalOfTransport(delivery, vendor.name, timeout);
	// A reply that arrived and cannot be used is none.
	const isTransportFault = delivery.reason === 'network' || delivery.reason === 'timeout';
	return { ...ended(unanswered(fault, scrubber)), isTransportFault };
}

function ended(result: Exchange): Attempt {
	return { result, retryAfter: null, isTransportFault: false };
}

function unanswered(refused: Refusal, scrubber: Scrubber): Unanswered {
	return { outcome: 'unanswered', refusal: refused, scrubber };
}

function answerOf(
	{ status, contentType, bytes, complete: isComplete, arrivedAt }: Delivered,
	request: OutgoingRequest,
	{ vendor, query }: Check,
	scrubber: Scrubber,
): Exchange {
	const decoded = orRefusal(() => decodeReply(bytes, contentType));
	const isSuccess = status >= 200 && status < 300;
	if (typeof decoded !== 'string' && isSuccess) return unanswered(decoded, scrubber);
	// A failing status needs no readable text to be understood.
	const text = typeof decoded === 'string' ? decoded : '';
	const reply: Reply = { status, text, complete: isComplete, request };
	const answer = readReply(vendor, reply, query);
	return { outcome: 'answered', reply, answer, arrivedAt: new Date(arrivedAt), scrubber };
}

function isAskedAgain(result: Exchange): boolean {
	if (result.outcome === 'unanswered') return result.refusal.askedAgain;
	return result.answer.outcome === 'refused' && result.answer.askedAgain;
}
