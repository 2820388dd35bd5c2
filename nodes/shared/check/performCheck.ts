import { attempt, type Result } from '../failure/attempt';
import { unexpectedReply } from '../failure/error';
import type { Failure } from '../failure/failure';
import type { Input } from '../input/fields';
import { decodeReply } from '../reply/decode';
import { isSuccess } from '../reply/interpret';
import { shareReply, type SharedReply } from '../reply/sharedReply';
import { fillGenerated, type BalanceRequest, type OutgoingRequest } from '../request/request';
import { toWire } from '../request/wire';
import type { Scrubber } from '../secrets/scrubber';
import { explainTransportFailure } from '../transport/explainFailure';
import { computeRetryDelay } from '../transport/retryDelay';
import { MAX_REPLY_BYTES, type Transport, type TransportResponse } from '../transport/transport';
import type { Vendor } from '../vendor';

/** An item with all its retries ends within this many milliseconds. */
export const MAX_CHECK_DURATION = 60_000;

/** One question to one vendor, for one credential. */
export interface Check {
	readonly vendor: Vendor;
	readonly query: Input;
	readonly credential: Input;
	readonly request: BalanceRequest;
	/** Makes what knows the credential's secrets, and what signing computed from them. */
	readonly createScrubber: (confidential: readonly string[]) => Scrubber;
	/** Milliseconds for one attempt. */
	readonly timeout: number;
	/** Attempts after the first, for what is retryable. */
	readonly retries: number;
}

/** What came of asking: a reply, whatever it says, or the reason why there is none. */
export interface PerformedCheck {
	readonly reply: Result<SharedReply>;
	/** Every address that something was sent to, in that order. */
	readonly askedUrls: readonly string[];
	/** When it ended, in milliseconds since 1970. */
	readonly endedAt: number;
}

/** Why there is no balance, or null where there is one. */
export function findFailure({ reply }: PerformedCheck, { query }: Check): Failure | null {
	if (!reply.ok) return reply.failure;
	const reading = reply.value.interpret(query);
	return reading.ok ? null : reading.failure;
}

/**
 * Asks, and asks again where that is retryable, within the time of one check. Rejects only when
 * the run was cancelled; everything else is a reply or a failure.
 */
export async function performCheck(check: Check, transport: Transport): Promise<PerformedCheck> {
	const askedUrls: string[] = [];
	const asking: Asking = {
		check,
		transport,
		askedUrls,
		deadline: transport.now() + MAX_CHECK_DURATION,
	};
	for (let retries = 0; ; retries++) {
		const { reply, retryAfter } = await askAddresses(asking);
		const performed = { reply, askedUrls, endedAt: transport.now() };
		const isFinal = findFailure(performed, check)?.isAskedAgain !== true;
		if (isFinal || retries >= check.retries) return performed;
		const delay = computeRetryDelay(retries, retryAfter, transport);
		if (transport.now() + delay >= asking.deadline) return performed;
		await transport.wait(delay);
	}
}

/** What all attempts of a check have in common. */
interface Asking {
	readonly check: Check;
	readonly transport: Transport;
	/** Addresses are added as they are asked. */
	readonly askedUrls: string[];
	/** Milliseconds since 1970. */
	readonly deadline: number;
}

interface Answer {
	readonly reply: Result<SharedReply>;
	readonly retryAfter: string | null;
	/** Whether another address of the same vendor may do better. */
	readonly isTransportFailure: boolean;
}

/**
 * One attempt: the first address, and on a transport failure the others. A vendor's refusal is never
 * carried to another address, and where all fail the first failure is the one that counts.
 */
async function askAddresses(asking: Asking): Promise<Answer> {
	const [firstUrl, ...otherUrls] = asking.check.request.urls;
	const first = await ask(firstUrl, asking);
	if (!first.isTransportFailure) return first;
	for (const url of otherUrls) {
		if (asking.transport.now() >= asking.deadline) break;
		const other = await ask(url, asking);
		if (!other.isTransportFailure) return other;
	}
	return first;
}

async function ask(url: string, asking: Asking): Promise<Answer> {
	const { check, transport, askedUrls, deadline } = asking;
	const { vendor, credential, request } = check;
	const source = { time: transport.now(), random: () => transport.random() };
	const unsigned = fillGenerated(request, url, source);
	const prepared = attempt(() => {
		const signed = vendor.sign(unsigned, credential);
		return { wire: toWire(signed), confidential: signed.confidential };
	});
	if (!prepared.ok) return failWith(prepared.failure);
	const { wire, confidential } = prepared.value;
	const timeout = Math.max(1, Math.min(check.timeout, deadline - transport.now()));
	const { allowUnauthorizedCerts } = request;
	askedUrls.push(url);
	const response = await transport.send(wire, { timeout, allowUnauthorizedCerts });
	if (response.ok) {
		const reply = shareResponse(response, check, unsigned, confidential);
		return { reply, retryAfter: response.retryAfter, isTransportFailure: false };
	}
	return {
		...failWith(explainTransportFailure(response, vendor.name, timeout)),
		// A reply that arrived and cannot be used is none.
		isTransportFailure: response.reason === 'network' || response.reason === 'timeout',
	};
}

function failWith(failure: Failure): Answer {
	return { reply: { ok: false, failure }, retryAfter: null, isTransportFailure: false };
}

function shareResponse(
	response: TransportResponse,
	{ vendor, createScrubber }: Check,
	request: OutgoingRequest,
	confidential: readonly string[],
): Result<SharedReply> {
	const { status, isComplete } = response;
	const text = attempt(() => decodeBody(response));
	if (!text.ok && isSuccess(status)) return text;
	// A failing status needs no readable text to be understood.
	const reply = { status, text: text.ok ? text.value : '', isComplete, request };
	return { ok: true, value: shareReply(vendor, reply, createScrubber(confidential)) };
}

function decodeBody({ bytes, contentType }: TransportResponse): string {
	if (bytes === null) {
		throw unexpectedReply(
			`is longer than ${MAX_REPLY_BYTES / 1024} KiB and was not read to its end`,
		);
	}
	return decodeReply(bytes, contentType);
}
