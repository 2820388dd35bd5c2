import { invalidRequest } from '../failure/failure';
import {
	withFirst,
	without,
	type OutgoingRequest,
	type Parameter,
	type RequestBody,
} from './request';

/**
 * The body with these fields in front, in the format that it already has; the user's own fields
 * stay. Throws `invalidRequest` where there is no body that could hold them.
 */
export function withBodyFields(
	request: OutgoingRequest,
	fields: readonly Parameter[],
): RequestBody {
	const { body, method } = request;
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
			return { type: 'form', fields: withFirst(body.fields, fields) };
		case 'json':
			return {
				type: 'json',
				value: {
					...Object.fromEntries(fields),
					...without(
						body.value,
						fields.map(([name]) => name),
					),
				},
			};
		case 'other':
			throw unsignableBody();
	}
}

/** The refusal of a body that has no fields to add a credential to. */
export function unsignableBody(): Error {
	return invalidRequest(
		'The credential cannot be added to this kind of body',
		'Send a form (Form Urlencoded), a JSON object, or a raw body that is one of the two.',
	);
}
