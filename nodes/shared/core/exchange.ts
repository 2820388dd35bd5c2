import { refusalOfTransport, type Carrier, type Delivered, type Undelivered } from './delivery';
import type { Fields } from './fields';
import { readReply } from './readReply';
import { orRefusal, type Refusal } from './refusal';
import { decodeReply } from './replyText';
import { complete, type BalanceRequest, type OutgoingRequest } from './request';
import { retryDelay } from './retryDelay';
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
	/** What signing computed from secrets. */
	readonly confidential: readonly string[];
}

/** No reply to read, and what signing had computed for it. */
export interface Unanswered {
	readonly outcome: 'unanswered';
	readonly refusal: Refusal;
	readonly confidential: readonly string[];
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
}

/**
 * One attempt: the first address, and on a transport fault the others. A vendor's refusal is never
 * carried to another address, and where all fail the first fault is the one that counts.
 */
async function attemptOnce(check: Check, carrier: Carrier, deadline: number): Promise<Attempt> {
	let firstFault: Attempt | null = null;
	for (const url of check.request.urls) {
		const attempt = await sendTo(url, check, carrier, deadline);
		if (!attempt.transportFault) return attempt;
		firstFault ??= attempt;
		if (carrier.now() >= deadline) break;
	}
	if (firstFault === null) throw new RangeError('a request needs an address');
	return firstFault;
}

async function sendTo(
	url: string,
	{ vendor, query, credential, request, timeout }: Check,
	carrier: Carrier,
	deadline: number,
): Promise<Attempt & { readonly transportFault: boolean }> {
	const source = { time: carrier.now(), random: () => carrier.random() };
	const unsigned = complete(request, url, source);
	const signed = orRefusal(() => vendor.sign(unsigned, credential));
	if ('outcome' in signed) {
		const result: Exchange = { outcome: 'unanswered', refusal: signed, confidential: [] };
		return { result, retryAfter: null, transportFault: false };
	}
	const milliseconds = Math.max(1, Math.min(timeout, deadline - carrier.now()));
	const delivery = await carrier.send(signed, {
		timeout: milliseconds,
		allowUnauthorizedCerts: request.allowUnauthorizedCerts,
	});
	const { confidential } = signed;
	if (delivery.outcome === 'undelivered') {
		const fault = refusalOfTransport(delivery, vendor.name, milliseconds);
		const result: Exchange = { outcome: 'unanswered', refusal: fault, confidential };
		return { result, retryAfter: null, transportFault: isTransportFault(delivery) };
	}
	const reply = replyOf(delivery, unsigned);
	const result: Exchange =
		reply.outcome === 'refused'
			? { outcome: 'unanswered', refusal: reply, confidential }
			: {
					outcome: 'answered',
					reply,
					answer: readReply(vendor, reply, query),
					arrivedAt: new Date(delivery.arrivedAt),
					confidential,
				};
	return { result, retryAfter: delivery.retryAfter, transportFault: false };
}

function isTransportFault({ reason }: Undelivered): boolean {
	return reason !== 'tooLarge';
}

function replyOf(
	{ status, contentType, bytes, complete: isComplete }: Delivered,
	request: OutgoingRequest,
): Reply | Refusal {
	const text = orRefusal(() => decodeReply(bytes, contentType));
	if (typeof text === 'string') {
		return { outcome: 'reply', status, text, complete: isComplete, request };
	}
	// A failing status needs no readable text to be understood.
	const isSuccess = status >= 200 && status < 300;
	return isSuccess ? text : { outcome: 'reply', status, text: '', complete: false, request };
}

function isAskedAgain(result: Exchange): boolean {
	if (result.outcome === 'unanswered') return result.refusal.askedAgain;
	return result.answer.outcome === 'refused' && result.answer.askedAgain;
}
