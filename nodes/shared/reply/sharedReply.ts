import type { Fields } from '../input/fields';
import { readReply } from './interpret';
import type { Refusal } from '../failure/failure';
import { scrub, scrubStart, type Scrubber } from '../secrets/scrubber';
import type { Reading, Reply, Vendor } from '../vendor';

/** A reply that many items may share: read once for each way to read it, and scrubbed once. */
export interface SharedReply {
	/** What the reply says to a query, without secrets. */
	answerTo(query: Fields): Reading | Refusal;
	/** The reply's text without secrets. */
	raw(): string;
}

/** From here on nothing of a reply is to be scrubbed again. */
export function shareReply(vendor: Vendor, reply: Reply, scrubber: Scrubber): SharedReply {
	const answers = new Map<string, Reading | Refusal>();
	let raw: string | undefined;
	return {
		answerTo: (query) => {
			const key = JSON.stringify(query);
			const known = answers.get(key);
			const answer = known ?? scrubAnswer(readReply(vendor, reply, query), scrubber);
			answers.set(key, answer);
			return answer;
		},
		raw: () => (raw ??= scrub(reply.text, scrubber)),
	};
}

/** Of each of a vendor's texts no more is shown, in characters. */
const MAX_SHOWN = 300;

/** A vendor's code is a short word or number; anything else is none. */
const CODE = /^[\w.:+-]{1,64}$/;

function scrubAnswer(answer: Reading | Refusal, scrubber: Scrubber): Reading | Refusal {
	const show = (text: string) => scrubStart(text, MAX_SHOWN, scrubber);
	if (answer.outcome === 'refused') {
		const code = answer.code === null ? '' : show(answer.code);
		const words = answer.vendorWords?.replace(/\s+/g, ' ').trim() ?? '';
		return {
			...answer,
			code: CODE.test(code) ? code : null,
			vendorWords: words === '' ? null : show(words),
		};
	}
	return {
		...answer,
		account: answer.account === null ? null : show(answer.account),
		details: mapValues(answer.details, show),
		warnings: answer.warnings.map(show),
	};
}

function mapValues(
	texts: Readonly<Record<string, string>>,
	change: (text: string) => string,
): Record<string, string> {
	return Object.fromEntries(
		Object.entries(texts).map(([name, text]): [string, string] => [name, change(text)]),
	);
}
