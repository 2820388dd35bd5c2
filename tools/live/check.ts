import { createPlanner } from '../../nodes/shared/check/plan';
import { attempt } from '../../nodes/shared/failure/attempt';
import type { BalanceItem, FailedItem } from '../../nodes/shared/item';
import { decodeReply } from '../../nodes/shared/reply/decode';
import {
	fillGenerated,
	type BalanceRequest,
	type OutgoingRequest,
} from '../../nodes/shared/request/request';
import {
	balanceWorkflow,
	createBalanceEngine,
	storedCredential,
} from '../../test/engine/accountBalance';
import { recordExchanges, type RecordedExchange } from './exchange';
import { toQuery, type FilledIn, type Subject } from './subject';

/** What a check of a live account brought. */
export interface LiveCheck {
	readonly subject: Subject;
	readonly filledIn: FilledIn;
	/** What was to be asked; null where the node refuses to ask. */
	readonly request: BalanceRequest | null;
	/** What signing computed of the secrets, such as a hash. */
	readonly confidential: readonly string[];
	readonly item: BalanceItem | FailedItem;
	/** The last one; null where nothing was sent. */
	readonly exchange: RecordedExchange | null;
	/** The reply's text; null where there is none that can be read. */
	readonly text: string | null;
}

/** Where the node will send to, and what it will say is confidential. */
export type Prospect = Pick<LiveCheck, 'request' | 'confidential'>;

/** What the node is about to ask, without asking. */
export function planLive({ vendor: { adapter } }: Subject, filledIn: FilledIn): Prospect {
	const { credential } = filledIn;
	const { request } = createPlanner(adapter)({
		query: toQuery(filledIn),
		options: {},
		credential,
		credentialName: null,
		unreadable: null,
	});
	if (request === null) return { request, confidential: [] };
	const signed = attempt(() => adapter.sign(toOutgoing(request), credential).confidential);
	return { request, confidential: signed.ok ? signed.value : [] };
}

function toOutgoing(request: BalanceRequest): OutgoingRequest {
	return fillGenerated(request, request.urls[0], { time: 0, random: () => 0 });
}

/**
 * Reads the balance with the vendor's own node and credential type on n8n's engine. It asks once:
 * what is seen is what is shown, and an account that refuses is not asked again.
 */
export async function checkLive(subject: Subject, filledIn: FilledIn): Promise<LiveCheck> {
	const { id } = subject.vendor;
	const exchanges: RecordedExchange[] = [];
	const engine = await createBalanceEngine({ nodes: [recordExchanges(subject.node, exchanges)] });
	const parameters = { ...filledIn.parameters, options: { ...filledIn.options, retries: 0 } };
	const workflow = balanceWorkflow(id, parameters, { onError: 'continueRegularOutput' });
	const { run, outputs } = await engine.run(workflow, {
		credentials: [storedCredential(id, { ...filledIn.credential })],
	});
	const [only] = outputs('Balance')[0] ?? [];
	if (only === undefined) {
		throw new Error(`The node put out nothing; the engine ended with ${run.status}`);
	}
	const exchange = exchanges.at(-1) ?? null;
	return {
		subject,
		filledIn,
		...planLive(subject, filledIn),
		// The cast: which of the two it is, is what everything looks at first.
		item: only.json as unknown as BalanceItem | FailedItem,
		exchange,
		text: decodeText(exchange),
	};
}

function decodeText(exchange: RecordedExchange | null): string | null {
	const reply = exchange?.reply ?? null;
	if (reply === null) return null;
	const text = attempt(() => decodeReply(reply.bytes, reply.contentType));
	return text.ok ? text.value : null;
}
