import {
	MAX_REPLY_BYTES,
	refusalOfTransport,
	type Carrier,
	type Delivered,
} from '../transport/transport';
import type { Fields } from '../input/fields';
import { isSuccess } from '../reply/interpret';
import { orRefusal, unexpectedReply, type Refusal } from '../failure/failure';
import { decodeReply } from '../reply/decode';
import { complete, type BalanceRequest, type OutgoingRequest } from '../request/request';
import { retryDelay } from '../transport/retryDelay';
import { createScrubber, joinScrubbers, type Scrubber } from '../secrets/scrubber';
import { shareReply, type SharedReply } from '../reply/sharedReply';
import type { Vendor } from '../vendor';

/** An item with all its retries ends within this many milliseconds. */
export const LONGEST_CHECK = 60_000;

/** One question to one vendor, for one credential. */
export interface Check {
	readonly vendor: Vendor;
	readonly query: Fields;
	readonly credential: Fields;
	readonly request: BalanceRequest;
	/** Knows the credential's secrets. */
	readonly scrubber: Scrubber;
	/** Milliseconds for one attempt. */
	readonly timeout: number;
	/** Attempts after the first, for what is retryable. */
	readonly retries: number;
}

/** A reply that arrived and could be decoded, whatever it says. */
export interface Answered {
	readonly outcome: 'answered';
	readonly reply: SharedReply;
	/** The addresses that were asked, the last of which answered. */
	readonly askedUrls: readonly string[];
	readonly arrivedAt: Date;
}

/** No reply to read. */
export interface Unanswered {
	readonly outcome: 'unanswered';
	readonly refusal: Refusal;
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
		if (attempt >= check.retries || refusalIn(result, check)?.askedAgain !== true) return result;
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
	const first = await sendTo([firstUrl], check, carrier, deadline);
	if (!first.isTransportFault) return first;
	const asked = [firstUrl];
	for (const url of otherUrls) {
		if (carrier.now() >= deadline) break;
		asked.push(url);
		const other = await sendTo(asked, check, carrier, deadline);
		if (!other.isTransportFault) return other;
	}
	return first;
}

/** Sends to the last of these addresses; the others were asked before in vain. */
async function sendTo(
	askedUrls: readonly string[],
	check: Check,
	carrier: Carrier,
	deadline: number,
): Promise<Attempt> {
	const { vendor, credential, request } = check;
	const source = { time: carrier.now(), random: () => carrier.random() };
	const unsigned = complete(request, askedUrls.at(-1) ?? '', source);
	const signed = orRefusal(() => vendor.sign(unsigned, credential));
	if ('outcome' in signed) return ended(unanswered(signed));
	const timeout = Math.max(1, Math.min(check.timeout, deadline - carrier.now()));
	const { allowUnauthorizedCerts } = request;
	const delivery = await carrier.send(signed, { timeout, allowUnauthorizedCerts });
	if (delivery.outcome === 'delivered') {
		const scrubber = joinScrubbers(check.scrubber, createScrubber(signed.confidential));
		const result = readDelivered(delivery, { ...check, scrubber }, unsigned, [...askedUrls]);
		return { ...ended(result), retryAfter: delivery.retryAfter };
	}
	const fault = refusalOfTransport(delivery, vendor.name, timeout);
	// A reply that arrived and cannot be used is none.
	const isTransportFault = delivery.reason === 'network' || delivery.reason === 'timeout';
	return { ...ended(unanswered(fault)), isTransportFault };
}

function ended(result: Exchange): Attempt {
	return { result, retryAfter: null, isTransportFault: false };
}

function unanswered(refused: Refusal): Unanswered {
	return { outcome: 'unanswered', refusal: refused };
}

function readDelivered(
	delivered: Delivered,
	{ vendor, scrubber }: Check,
	request: OutgoingRequest,
	askedUrls: readonly string[],
): Exchange {
	const { status, complete: isComplete, arrivedAt } = delivered;
	const text = orRefusal(() => readText(delivered));
	if (typeof text !== 'string' && isSuccess(status)) return unanswered(text);
	// A failing status needs no readable text to be understood.
	const reply = {
		status,
		text: typeof text === 'string' ? text : '',
		complete: isComplete,
		request,
	};
	return {
		outcome: 'answered',
		reply: shareReply(vendor, reply, scrubber),
		askedUrls,
		arrivedAt: new Date(arrivedAt),
	};
}

function readText({ bytes, contentType }: Delivered): string {
	if (bytes === null) {
		throw unexpectedReply(
			`is longer than ${MAX_REPLY_BYTES / 1024} KiB and was not read to its end`,
		);
	}
	return decodeReply(bytes, contentType);
}

/** Why there is no balance, or null where there is one. */
export function refusalIn(result: Exchange, { query }: Check): Refusal | null {
	if (result.outcome === 'unanswered') return result.refusal;
	const answer = result.reply.answerTo(query);
	return answer.outcome === 'refused' ? answer : null;
}
