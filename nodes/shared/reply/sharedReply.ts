import { attempt, type Result } from '../failure/attempt';
import type { Failure } from '../failure/failure';
import type { Input } from '../input/fields';
import { scrub, scrubStart, type Scrubber } from '../secrets/scrubber';
import type { Reading, Reply, Vendor } from '../vendor';
import { interpretReply } from './interpret';

/** A reply that many items may share: read once for each way to read it, and scrubbed once. */
export interface SharedReply {
	/** What the reply says to a query, without secrets. */
	interpret(query: Input): Result<Reading>;
	/** The reply's text without secrets. */
	showRaw(): string;
}

/** From here on nothing of a reply is to be scrubbed again. */
export function shareReply(vendor: Vendor, reply: Reply, scrubber: Scrubber): SharedReply {
	const results = new Map<string, Result<Reading>>();
	let raw: string | undefined;
	return {
		interpret: (query) => {
			const key = JSON.stringify(query);
			const known = results.get(key);
			if (known !== undefined) return known;
			const result = scrubResult(
				attempt(() => interpretReply(vendor, reply, query)),
				scrubber,
			);
			results.set(key, result);
			return result;
		},
		showRaw: () => (raw ??= scrub(reply.text, scrubber)),
	};
}

/** Of each of a vendor's texts no more is shown, in characters. */
const MAX_SHOWN = 300;

/** A vendor's code is a short word or number; anything else is none. */
const CODE = /^[\w.:+-]{1,64}$/;

type Show = (text: string) => string;

function scrubResult(result: Result<Reading>, scrubber: Scrubber): Result<Reading> {
	const show: Show = (text) => scrubStart(text, MAX_SHOWN, scrubber);
	return result.ok
		? { ok: true, value: scrubReading(result.value, show) }
		: { ok: false, failure: scrubFailure(result.failure, show) };
}

function scrubFailure(failure: Failure, show: Show): Failure {
	const code = failure.code === null ? '' : show(failure.code);
	const words = failure.vendorWords?.replace(/\s+/g, ' ').trim() ?? '';
	return {
		...failure,
		code: CODE.test(code) ? code : null,
		vendorWords: words === '' ? null : show(words),
	};
}

function scrubReading(reading: Reading, show: Show): Reading {
	const details = Object.entries(reading.details);
	return {
		...reading,
		account: reading.account === null ? null : show(reading.account),
		details: Object.fromEntries(details.map(([name, text]) => [name, show(text)])),
		warnings: reading.warnings.map(show),
	};
}
