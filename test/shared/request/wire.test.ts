import type { OutgoingRequest, RequestBody } from '../../../nodes/shared/request/request';
import { toWire } from '../../../nodes/shared/request/wire';

const url = 'https://one.example/x';

const createRequest = (changes: Partial<OutgoingRequest>): OutgoingRequest => ({
	method: 'POST',
	url,
	query: [],
	headers: {},
	body: { type: 'none' },
	...changes,
});

it.each<[RequestBody, string | null, Record<string, string>]>([
	[{ type: 'none' }, null, {}],
	[{ type: 'other' }, null, {}],
	[{ type: 'form', fields: [] }, '', { 'Content-Type': 'application/x-www-form-urlencoded' }],
	[
		{
			type: 'form',
			fields: [
				['b', 'x y+z'],
				['a', '&'],
			],
		},
		'b=x%20y%2Bz&a=%26',
		{ 'Content-Type': 'application/x-www-form-urlencoded' },
	],
	[{ type: 'json', value: {} }, '{}', { 'Content-Type': 'application/json' }],
	[
		{ type: 'json', value: { b: 'x"y', a: [1, null, { c: true }] } },
		'{"b":"x\\"y","a":[1,null,{"c":true}]}',
		{ 'Content-Type': 'application/json' },
	],
])('writes the body %j', (body, text, headers) => {
	expect(toWire(createRequest({ body }))).toEqual({
		method: 'POST',
		url,
		headers: { ...headers, 'Accept-Encoding': 'identity' },
		body: text,
	});
});

it.each<[OutgoingRequest['query'], string]>([
	[[], url],
	[[['a', '1']], `${url}?a=1`],
	[
		[
			['b', 'x y'],
			['a', '&?#'],
		],
		`${url}?b=x%20y&a=%26%3F%23`,
	],
])('writes the query %j', (query, expected) => {
	expect(toWire(createRequest({ method: 'GET', query }))).toMatchObject({
		method: 'GET',
		url: expected,
	});
});

it('keeps the headers of the request', () => {
	expect(toWire(createRequest({ headers: { Authorization: 'Basic eA==' } })).headers).toEqual({
		Authorization: 'Basic eA==',
		'Accept-Encoding': 'identity',
	});
});

it('asks for a reply that is not compressed, whatever the request says', () => {
	const headers = { 'Accept-Encoding': 'gzip' };
	expect(toWire(createRequest({ headers })).headers['Accept-Encoding']).toBe('identity');
});
