import {
	addBodyFields,
	findParameter,
	omitKeys,
	prependParameters,
	setHeader,
	unsignableBody,
} from '../../../nodes/shared/request/edit';
import type {
	OutgoingRequest,
	Parameter,
	RequestBody,
} from '../../../nodes/shared/request/request';
import { catchFailure } from '../failure/catchFailure';

describe('findParameter', () => {
	it.each([
		['a', '1'],
		['b', '2'],
		['A', undefined],
		['c', undefined],
		['toString', undefined],
	])('of %s is %s', (name, value) => {
		expect(
			findParameter(
				[
					['b', '2'],
					['a', '1'],
					['a', '3'],
				],
				name,
			),
		).toBe(value);
	});
});

describe('prependParameters', () => {
	it.each<[readonly Parameter[], readonly Parameter[], readonly Parameter[]]>([
		[[], [], []],
		[[['a', '1']], [], [['a', '1']]],
		[[], [['a', '1']], [['a', '1']]],
		[
			[['a', '1']],
			[['b', '2']],
			[
				['b', '2'],
				['a', '1'],
			],
		],
		[
			[
				['a', '1'],
				['b', '2'],
				['a', '3'],
			],
			[['a', '9']],
			[
				['a', '9'],
				['b', '2'],
			],
		],
		[
			[['A', '1']],
			[['a', '9']],
			[
				['a', '9'],
				['A', '1'],
			],
		],
	])('%j with %j in front', (parameters, first, expected) => {
		expect(prependParameters(parameters, first)).toEqual(expected);
		expect(prependParameters(prependParameters(parameters, first), first)).toEqual(expected);
	});
});

describe('setHeader', () => {
	it.each<[Record<string, string>, Record<string, string>]>([
		[{}, { Authorization: 'new' }],
		[{ Accept: 'x' }, { Accept: 'x', Authorization: 'new' }],
		[{ Authorization: 'old' }, { Authorization: 'new' }],
		[
			{ authorization: 'old', AUTHORIZATION: 'older', A: 'x' },
			{ A: 'x', Authorization: 'new' },
		],
	])('%j', (headers, expected) => {
		const before = { ...headers };
		expect(setHeader(headers, 'Authorization', 'new')).toEqual(expected);
		expect(headers).toEqual(before);
	});
});

describe('omitKeys', () => {
	it.each<[readonly string[], Record<string, number>]>([
		[[], { a: 1, b: 2 }],
		[['a'], { b: 2 }],
		[['a', 'b', 'c'], {}],
		[['A', 'toString'], { a: 1, b: 2 }],
	])('%j', (names, expected) => {
		const object = { a: 1, b: 2 };
		expect(omitKeys(object, names)).toEqual(expected);
		expect(object).toEqual({ a: 1, b: 2 });
	});
});

const login: readonly Parameter[] = [
	['loginName', 'me'],
	['loginPassword', 'hunter22'],
];

const createRequest = (body: RequestBody, method = 'POST'): OutgoingRequest => ({
	method,
	url: 'https://one.example/x',
	query: [],
	headers: {},
	body,
});

describe('addBodyFields', () => {
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
		const signed = addBodyFields(createRequest(body), login);
		expect(signed).toEqual(expected);
		expect(addBodyFields(createRequest(signed), login)).toEqual(expected);
		expect(body).toEqual(before);
	});

	it('puts the fields in front of a JSON body too', () => {
		const body: RequestBody = { type: 'json', value: { a: 1, loginName: 'old' } };
		expect(JSON.stringify(addBodyFields(createRequest(body), login))).toBe(
			'{"type":"json","value":{"loginName":"me","loginPassword":"hunter22","a":1}}',
		);
	});

	it('takes the method in any spelling', () => {
		expect(addBodyFields(createRequest({ type: 'none' }, 'post'), login).type).toBe('form');
	});

	it.each([
		['GET', 'GET'],
		['get', 'GET'],
		['PUT', 'PUT'],
		['PATCH', 'PATCH'],
		['', ''],
	])('refuses the method %j, in which no vendor reads a body', (method, shown) => {
		expect(
			catchFailure(() => addBodyFields(createRequest({ type: 'form', fields: [] }, method), login)),
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
		expect(
			catchFailure(() => addBodyFields(createRequest({ type: 'other' }), login)),
		).toMatchObject(expected);
		expect(unsignableBody()).toMatchObject({ failure: expected });
	});
});
