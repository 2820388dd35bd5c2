/** A name and a value of a query string or a form, in the order in which they are sent. */
export type Parameter<Value = string> = readonly [name: string, value: Value];

/** A value that is made anew for every sending, so that it never keeps equal requests apart. */
export type Generated =
	| { readonly generated: 'wholeNumber'; readonly below: number }
	/** `yyyy-mm-dd HH:mm:ss` in UTC. */
	| { readonly generated: 'utcDateTime' };

/** JSON as it is sent. */
export type JsonValue =
	| string
	| number
	| boolean
	| null
	| readonly JsonValue[]
	| { readonly [name: string]: JsonValue };

export type JsonObject = Readonly<Record<string, JsonValue>>;

export type RequestBody =
	| { readonly type: 'none' }
	| { readonly type: 'form'; readonly fields: readonly Parameter[] }
	| { readonly type: 'json'; readonly value: JsonObject }
	/** A body that only its sender understands, e.g. another call's upload. */
	| { readonly type: 'other' };

/** One HTTP request, unsigned or signed, without what a client adds by itself. */
export interface OutgoingRequest {
	readonly method: string;
	/** Absolute, without a query string. */
	readonly url: string;
	readonly query: readonly Parameter[];
	readonly headers: Readonly<Record<string, string>>;
	readonly body: RequestBody;
	/** The query and the form as somebody else wrote them, where they are not ours. */
	readonly asWritten?: readonly string[];
}

/** A request that carries its authentication. */
export interface SignedRequest extends OutgoingRequest {
	/** What signing computed from secrets, e.g. a hash: to be scrubbed like a secret. */
	readonly confidential: readonly string[];
}

/** What to ask for one balance: everything but authentication and generated values. */
export interface BalanceRequest {
	/** The vendor's own name of the account, where it is known before the reply. */
	readonly account: string | null;
	/** The currency that is asked for, in the vendor's words, where there is a choice: each is a balance of its own. */
	readonly currency?: string | null;
	readonly method: 'GET' | 'POST';
	/** Absolute, without a query string; the later ones are asked on a transport failure only. */
	readonly urls: readonly [string, ...string[]];
	readonly query: ReadonlyArray<Parameter<string | Generated>>;
	readonly body: RequestBody;
	/** Whether a certificate that does not verify is accepted, because the credential says so. */
	readonly allowUnauthorizedCerts: boolean;
}

/** Where generated values come from. */
export interface GeneratedSource {
	/** Milliseconds since 1970. */
	readonly time: number;
	/** A fraction from 0 up to, not including, 1. */
	random(): number;
}

/** The request to one of its addresses, with generated values filled in. */
export function fillGenerated(
	request: BalanceRequest,
	url: string,
	source: GeneratedSource,
): OutgoingRequest {
	return {
		method: request.method,
		url,
		query: request.query.map(([name, value]) => [name, generate(value, source)]),
		headers: {},
		body: request.body,
	};
}

function generate(value: string | Generated, source: GeneratedSource): string {
	if (typeof value === 'string') return value;
	switch (value.generated) {
		case 'wholeNumber':
			return String(Math.floor(source.random() * value.below));
		case 'utcDateTime':
			return new Date(source.time).toISOString().slice(0, 19).replace('T', ' ');
	}
}
