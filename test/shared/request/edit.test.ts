import { orRefusal, type Refusal } from '../../../nodes/shared/failure/failure';
import type {
	OutgoingRequest,
	Parameter,
	RequestBody,
} from '../../../nodes/shared/request/request';
import { unsignableBody, withBodyFields } from '../../../nodes/shared/request/edit';

const login: readonly Parameter[] = [
	['loginName', 'me'],
	['loginPassword', 'hunter22'],
];

const request = (body: RequestBody, method = 'POST'): OutgoingRequest => ({
	method,
	url: 'https://one.example/x',
	query: [],
	headers: {},
	body,
});

it.each<[RequestBody, RequestBody]>([
	[{ type: 'none' }, { type: 'form', fields: login }],
	[
		{ type: 'form', fields: [] },
		{ type: 'form', fields: login },
	],
	[
		{
			type: 'form',
			fields: [
				['a', '1'],
				['a', '2'],
			],
		},
		{ type: 'form', fields: [...login, ['a', '1'], ['a', '2']] },
	],
	[
		{
			type: 'form',
			fields: [
				['loginPassword', 'old'],
				['a', '1'],
				['loginName', 'x'],
				['loginName', 'y'],
			],
		},
		{ type: 'form', fields: [...login, ['a', '1']] },
	],
	[
		{ type: 'json', value: {} },
		{ type: 'json', value: { loginName: 'me', loginPassword: 'hunter22' } },
	],
	[
		{ type: 'json', value: { loginName: ['old'], a: { b: null } } },
		{ type: 'json', value: { loginName: 'me', loginPassword: 'hunter22', a: { b: null } } },
	],
])('adds the fields to %j, once and for all', (body, expected) => {
	const before = structuredClone(body);
	const signed = withBodyFields(request(body), login);
	expect(signed).toEqual(expected);
	expect(withBodyFields(request(signed), login)).toEqual(expected);
	expect(body).toEqual(before);
});

it('puts the fields in front of a JSON body too', () => {
	const body: RequestBody = { type: 'json', value: { a: 1, loginName: 'old' } };
	expect(JSON.stringify(withBodyFields(request(body), login))).toBe(
		'{"type":"json","value":{"loginName":"me","loginPassword":"hunter22","a":1}}',
	);
});

it('takes the method in any spelling', () => {
	expect(withBodyFields(request({ type: 'none' }, 'post'), login).type).toBe('form');
});

it.each([
	['GET', 'GET'],
	['get', 'GET'],
	['PUT', 'PUT'],
	['PATCH', 'PATCH'],
	['', ''],
])('refuses the method %j, in which no vendor reads a body', (method, shown) => {
	expect(
		refusalOf(() => withBodyFields(request({ type: 'form', fields: [] }, method), login)),
	).toMatchObject({
		kind: 'invalidRequest',
		summary: `The credential can only be used with POST, not with ${shown}`,
	});
});

it('refuses a body that has no fields', () => {
	const expected = {
		kind: 'invalidRequest',
		summary: 'The credential cannot be added to this kind of body',
	};
	expect(refusalOf(() => withBodyFields(request({ type: 'other' }), login))).toMatchObject(
		expected,
	);
	expect(unsignableBody()).toMatchObject({ refusal: expected });
});

/** The refusal in which this ends. */
function refusalOf(read: () => unknown): Refusal {
	const refused = orRefusal(() => {
		read();
		return null;
	});
	if (refused === null) throw new Error('Nothing was refused');
	return refused;
}
