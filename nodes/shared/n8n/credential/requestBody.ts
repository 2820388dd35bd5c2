import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { encodeParameters } from '../../request/encoding';
import type { JsonObject, Parameter, RequestBody } from '../../request/request';

/**
 * What n8n hands to `authenticate`: its own options, or the HTTP Request node's legacy ones with
 * `uri`, `form` and `formData` (n8n-core 2.41.1), though the type names only the former.
 */
export type RequestOptions = IHttpRequestOptions & {
	readonly uri?: string;
	readonly form?: unknown;
	readonly formData?: unknown;
};

/** One of the ways in which request options hold a body. */
interface BodyHolder {
	/** The body, or null where the options do not hold one in this way. */
	read(options: RequestOptions): RequestBody | null;
	/** The options' own fields that hold this body in this way. */
	write(body: RequestBody): IDataObject | Pick<IHttpRequestOptions, 'body'>;
}

/** In the order in which n8n's clients look at them. */
const HOLDERS: readonly BodyHolder[] = [
	{
		// The HTTP Request node's "Form Urlencoded".
		read: ({ form, body }) => (body === undefined ? toForm(form) : null),
		write: (body) => ({ form: toObject(body) }),
	},
	{
		read: ({ body }) =>
			body instanceof URLSearchParams ? { type: 'form', fields: [...body] } : null,
		write: (body) => ({ body: new URLSearchParams(toFormText(body)) }),
	},
	{
		// The HTTP Request node's "Raw", holding JSON.
		read: ({ body }) => (typeof body === 'string' ? parseJson(body) : null),
		write: (body) => ({ body: JSON.stringify(toObject(body)) }),
	},
	{
		// "Raw", holding a form.
		read: ({ body }) => (typeof body === 'string' ? parseFormText(body) : null),
		write: (body) => ({ body: toFormText(body) }),
	},
	{
		read: (options) => (announcesForm(options) ? toForm(options.body) : null),
		write: (body) => ({ body: toObject(body) }),
	},
	{
		read: ({ body }) => (isPlainObject(body) ? parseJson(JSON.stringify(body)) : null),
		write: (body) => ({ body: toObject(body) }),
	},
];

/** The body of request options, in whichever way they hold it. */
export function readBody(options: RequestOptions): RequestBody {
	if (options.formData !== undefined) return { type: 'other' };
	if (isEmpty(options)) return { type: 'none' };
	for (const holder of HOLDERS) {
		const body = holder.read(options);
		if (body !== null) return body;
	}
	return { type: 'other' };
}

/** A copy of the options with this body, held in the way in which they held theirs. */
export function replaceBody(options: RequestOptions, body: RequestBody): RequestOptions {
	const holder = HOLDERS.find(({ read }) => !isEmpty(options) && read(options) !== null);
	return Object.assign({ ...options }, holder?.write(body) ?? createBody(options, body));
}

/** Options without a body get one that their client encodes by itself. */
function createBody(options: RequestOptions, body: RequestBody): object {
	if (body.type === 'json') return { body: toObject(body), json: true };
	return 'uri' in options
		? { form: toObject(body) }
		: { body: new URLSearchParams(toFormText(body)) };
}

function isEmpty({ body, form }: RequestOptions): boolean {
	return isNothing(body) && isNothing(form);
}

function isNothing(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return true;
	return isPlainObject(value) && Object.keys(value).length === 0;
}

function toForm(form: unknown): RequestBody | null {
	if (!isPlainObject(form)) return null;
	const fields = Object.entries(form).map(([name, value]): Parameter => [name, toText(value)]);
	return { type: 'form', fields };
}

function toText(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function parseFormText(text: string): RequestBody | null {
	const isForm = /^[^\s=&<{["]+=[^\s]*$/.test(text.trim());
	return isForm ? { type: 'form', fields: [...new URLSearchParams(text.trim())] } : null;
}

function parseJson(text: string): RequestBody | null {
	try {
		const value: unknown = JSON.parse(text);
		return isJsonObject(value) ? { type: 'json', value } : null;
	} catch {
		return null;
	}
}

function toObject(body: RequestBody): JsonObject & IDataObject {
	if (body.type === 'form') return Object.fromEntries(body.fields);
	// What JSON can hold, a data object can hold; their types only differ in `readonly`.
	return body.type === 'json' ? ({ ...body.value } as JsonObject & IDataObject) : {};
}

function toFormText(body: RequestBody): string {
	return body.type === 'form' ? encodeParameters(body.fields) : '';
}

function announcesForm({ headers }: RequestOptions): boolean {
	return Object.entries(headers ?? {}).some(
		([name, value]) =>
			name.toLowerCase() === 'content-type' &&
			String(value).startsWith('application/x-www-form-urlencoded'),
	);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	// Objects that expressions make come from another realm, with an `Object.prototype` of its own.
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What `JSON.parse` returned is JSON; only its outermost value is in question. */
function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
