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
	readonly method: 'GET' | 'POST';
	/** Absolute, without a query string; the later ones are asked on a transport fault only. */
	readonly urls: readonly [string, ...string[]];
	readonly query: ReadonlyArray<Parameter<string | Generated>>;
	readonly body: RequestBody;
	/** Whether a certificate that does not verify is accepted, because the credential says so. */
	readonly allowUnauthorizedCerts: boolean;
}

/** Where generated values come from. */
export interface Source {
	/** Milliseconds since 1970. */
	readonly time: number;
	/** A fraction from 0 up to, not including, 1. */
	random(): number;
}

/** The request to one of the addresses, with its generated values filled in. */
export function complete(request: BalanceRequest, url: string, source: Source): OutgoingRequest {
	return {
		method: request.method,
		url,
		query: request.query.map(([name, value]) => [name, generate(value, source)]),
		headers: {},
		body: request.body,
	};
}

function generate(value: string | Generated, source: Source): string {
	if (typeof value === 'string') return value;
	switch (value.generated) {
		case 'wholeNumber':
			return String(Math.floor(source.random() * value.below));
		case 'utcDateTime':
			return new Date(source.time).toISOString().slice(0, 19).replace('T', ' ');
	}
}

/** The value of a parameter, or undefined. */
export function valueOf(parameters: readonly Parameter[], name: string): string | undefined {
	return parameters.find(([key]) => key === name)?.[1];
}

/** The parameters with these ones in front, replacing their namesakes. */
export function withFirst(
	parameters: readonly Parameter[],
	first: readonly Parameter[],
): readonly Parameter[] {
	const names = new Set(first.map(([name]) => name));
	return [...first, ...parameters.filter(([name]) => !names.has(name))];
}

/** The headers with this one, replacing its namesakes in any spelling. */
export function withHeader(
	headers: Readonly<Record<string, string>>,
	name: string,
	value: string,
): Readonly<Record<string, string>> {
	const others = Object.entries(headers).filter(
		([key]) => key.toLowerCase() !== name.toLowerCase(),
	);
	return { ...Object.fromEntries(others), [name]: value };
}

/** An object without these keys. */
export function without<Value>(
	object: Readonly<Record<string, Value>>,
	names: readonly string[],
): Readonly<Record<string, Value>> {
	return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/**
 * Percent-encodes parameters: a space is `%20`, never `+`. A colon stays as it is, as in the
 * vendors' own samples (RFC 3986, section 3.4 allows it in a query).
 */
export function encodeParameters(parameters: readonly Parameter[]): string {
	return parameters
		.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
		.join('&');
}

function percentEncode(text: string): string {
	// Half of a surrogate pair, which no encoding can write, becomes U+FFFD.
	return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'))
		.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
		.replace(/%3A/g, ':');
}
