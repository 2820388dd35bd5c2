import { invalidRequest, type CheckError } from '../failure/error';
import type { OutgoingRequest, Parameter, RequestBody } from './request';

/** The value of a parameter, or undefined. */
export function findParameter(parameters: readonly Parameter[], name: string): string | undefined {
	return parameters.find(([key]) => key === name)?.[1];
}

/** The parameters with these ones in front, replacing their namesakes. */
export function prependParameters(
	parameters: readonly Parameter[],
	first: readonly Parameter[],
): readonly Parameter[] {
	const names = new Set(first.map(([name]) => name));
	return [...first, ...parameters.filter(([name]) => !names.has(name))];
}

/** The headers with this one, replacing its namesakes in any spelling. */
export function setHeader(
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
export function omitKeys<Value>(
	object: Readonly<Record<string, Value>>,
	names: readonly string[],
): Readonly<Record<string, Value>> {
	return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

/**
 * The body with these fields in front, in the format that it already has; the user's own fields
 * stay. Throws `invalidRequest` where there is no body that could hold them.
 */
export function addBodyFields(
	{ body, method }: OutgoingRequest,
	fields: readonly Parameter[],
): RequestBody {
	if (method.toUpperCase() !== 'POST') {
		throw invalidRequest(
			`The credential can only be used with POST, not with ${method.toUpperCase()}`,
			'This vendor reads the credential from the body of a POST request. Choose the method POST.',
		);
	}
	switch (body.type) {
		case 'none':
			return { type: 'form', fields };
		case 'form':
			return { type: 'form', fields: prependParameters(body.fields, fields) };
		case 'json': {
			const names = fields.map(([name]) => name);
			return {
				type: 'json',
				value: { ...Object.fromEntries(fields), ...omitKeys(body.value, names) },
			};
		}
		case 'other':
			throw unsignableBody();
	}
}

/** A body that has no fields to add a credential to. */
export function unsignableBody(): CheckError {
	return invalidRequest(
		'The credential cannot be added to this kind of body',
		'Send a form (Form Urlencoded), a JSON object, or a raw body that is one of the two.',
	);
}
