/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests of servers; the bans protect n8n's runtime */
import { request as secureRequest } from 'node:https';
import { connect } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

import { createAuthority, selfSignedCertificate, type ServerIdentity } from './certificates';
import { rawExchange } from './rawExchange';
import { formOf, mostBodyBytes, pathOf, queryTextOf, startServer } from './standIn';
import type { Answer, ReceivedRequest, StandIn, StandInOptions } from './standIn';
import { trustAuthority } from './trustedAuthority';

const vendorBody = 'balance=12.50&é';

const vendorAnswer: Answer = {
	status: 200,
	headers: { 'content-type': 'text/plain; charset=utf-8' },
	body: vendorBody,
};

/** The one that was started last. */
let standIn: StandIn;
const running: StandIn[] = [];

async function start(
	options: StandInOptions = {},
	answer: (request: ReceivedRequest) => Answer = () => vendorAnswer,
): Promise<StandIn> {
	standIn = await startServer(answer, options);
	running.push(standIn);
	return standIn;
}

afterEach(async () => {
	await Promise.all(running.splice(0).map(async (server) => await server.close()));
});

/** Gives up within jest's own limit: a loop that outlives its test would keep jest from ending. */
async function until(condition: () => boolean): Promise<void> {
	const deadline = performance.now() + 4000;
	while (!condition()) {
		if (performance.now() > deadline) throw new Error(`Waited in vain for ${String(condition)}`);
		await nextTurn();
	}
}

describe('a well-behaved stand-in', () => {
	it("replies with the vendor's answer and its length in bytes", async () => {
		const { url } = await start();
		const reply = await rawExchange(url, { target: '/' });
		expect(reply).toMatchObject({ status: 200, body: vendorBody, ending: 'end' });
		expect(reply.headers).toMatchObject({
			'content-type': 'text/plain; charset=utf-8',
			'content-length': '16',
		});
	});

	it('records what it received, undecoded', async () => {
		const { url, requests } = await start();
		await rawExchange(url, {
			method: 'POST',
			target: '/a%20b?c=+%2B',
			headers: { 'X-Custom': 'Value', 'content-type': 'text/plain' },
			body: 'é\n+',
		});
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({ method: 'POST', target: '/a%20b?c=+%2B', body: 'é\n+' });
		expect(requests[0]?.headers).toMatchObject({
			'x-custom': 'Value',
			'content-type': 'text/plain',
		});
	});

	it('lets the vendor answer by what it was asked', async () => {
		await start({}, (request) => ({ ...vendorAnswer, body: request.target }));
		await expect(rawExchange(standIn.url, { target: '/one' })).resolves.toMatchObject({
			body: '/one',
		});
	});

	it('keeps a body up to the bound and answers 413 above it', async () => {
		const { url, requests } = await start();
		const longest = await rawExchange(url, {
			method: 'POST',
			target: '/',
			body: 'x'.repeat(mostBodyBytes),
		});
		expect(longest.status).toBe(200);
		for (const length of [mostBodyBytes + 1, 64 * mostBodyBytes]) {
			const longer = await rawExchange(url, {
				method: 'POST',
				target: '/',
				body: 'x'.repeat(length),
			});
			expect(longer.status).toBe(413);
		}
		expect(requests.map(({ body }) => body.length)).toEqual(Array(3).fill(mostBodyBytes));
	});

	it('shows an answer that throws as HTTP 500', async () => {
		await start({}, () => {
			throw new Error('no such account');
		});
		const reply = await rawExchange(standIn.url, { target: '/' });
		expect(reply).toMatchObject({
			status: 500,
			body: 'The stand-in threw: Error: no such account',
		});
	});

	it('listens on the port it is given, and says so when it cannot', async () => {
		const { url } = await start();
		const port = Number(new URL(url).port);
		await expect(startServer(() => vendorAnswer, { port })).rejects.toMatchObject({
			code: 'EADDRINUSE',
		});
		await standIn.close();
		await expect(start({ port })).resolves.toMatchObject({ url });
	});

	it('counts the most requests in progress at one time', async () => {
		const { url } = await start();
		await rawExchange(url, { target: '/' });
		await rawExchange(url, { target: '/' });
		expect(standIn.mostAtOnce).toBe(1);
		standIn.misbehave({ kind: 'stall' }, 3);
		const stalled = [1, 2, 3].map(() => rawExchange(url, { target: '/' }));
		await until(() => standIn.requests.length === 5);
		expect(standIn.mostAtOnce).toBe(3);
		await standIn.close();
		await Promise.all(stalled);
	});

	it('speaks https with a certificate', async () => {
		const tls = selfSignedCertificate();
		const { url } = await start({ tls });
		expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/u);
		await expect(getSecurely(url, tls.cert)).resolves.toBe(vendorBody);
		await expect(getSecurely(url)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
	});

	describe('with the certificate of an authority', () => {
		const authority = createAuthority();
		const getFrom = async (tls: ServerIdentity, ca?: string) =>
			await getSecurely((await start({ tls })).url, ca);

		it('is believed by those who trust the authority', async () => {
			const tls = authority.issue();
			await expect(getFrom(tls, authority.cert)).resolves.toBe(vendorBody);
			await expect(getFrom(tls)).rejects.toMatchObject({
				code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			});
		});

		it('is believed by the whole process while that trusts the authority', async () => {
			const distrust = trustAuthority(authority);
			await expect(getFrom(authority.issue())).resolves.toBe(vendorBody);
			distrust();
			await expect(getFrom(authority.issue())).rejects.toThrow('certificate');
		});

		it.each([
			['CERT_HAS_EXPIRED', { validUntil: 2001 }],
			['CERT_NOT_YET_VALID', { validFrom: 2099 }],
			['ERR_TLS_CERT_ALTNAME_INVALID', { address: '127.0.0.2' }],
		])('is refused with %s', async (code, facts) => {
			const served = getFrom(authority.issue(facts), authority.cert);
			await expect(served).rejects.toMatchObject({ code });
		});
	});
});

function getSecurely(url: string, ca?: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const trusted = ca === undefined ? {} : { ca };
		const request = secureRequest(url, { agent: false, ...trusted }, (response) => {
			let text = '';
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => (text += chunk));
			response.once('end', () => resolve(text));
		});
		request.once('error', reject);
		request.end();
	});
}

describe('misbehaviour', () => {
	it('delay: answers as usual, later than a request that came after it', async () => {
		const { url } = await start();
		const finished: string[] = [];
		const ask = async (target: string) => {
			const reply = await rawExchange(url, { target });
			finished.push(target);
			return reply;
		};
		standIn.misbehave({ kind: 'delay', milliseconds: 300 }, 1);
		const delayed = ask('/delayed');
		await until(() => standIn.requests.length === 1);
		await ask('/prompt');
		await expect(delayed).resolves.toMatchObject({ status: 200, body: vendorBody });
		expect(finished).toEqual(['/prompt', '/delayed']);
	});

	it('latency: every answer comes later than from a server without it', async () => {
		const prompt = await startServer(() => vendorAnswer);
		const { url } = await start({ latency: 300 });
		const finished: string[] = [];
		const late = rawExchange(url, { target: '/' }).then(() => finished.push('late'));
		await until(() => standIn.requests.length === 1);
		await rawExchange(prompt.url, { target: '/' }).then(() => finished.push('prompt'));
		await late;
		await prompt.close();
		expect(finished).toEqual(['prompt', 'late']);
	});

	it('stall: sends nothing at all, while others are served', async () => {
		const { url } = await start();
		standIn.misbehave({ kind: 'stall' }, 1);
		const stalled = rawExchange(url, { target: '/' });
		await until(() => standIn.requests.length === 1);
		await expect(rawExchange(url, { target: '/' })).resolves.toMatchObject({ body: vendorBody });
		await standIn.close();
		await expect(stalled).resolves.toMatchObject({ text: '' });
	});

	it('stallInBody: sends half of the body and keeps the connection open', async () => {
		const { url } = await start();
		standIn.misbehave({ kind: 'stallInBody' }, 1);
		const socket = connect(Number(new URL(url).port), '127.0.0.1');
		let received = '';
		let isEnded = false;
		socket.on('data', (chunk: Buffer) => (received += chunk.toString('utf8')));
		socket.on('close', () => (isEnded = true));
		socket.write('GET / HTTP/1.1\r\nhost: vendor.example\r\n\r\n');
		await until(() => received.endsWith('\r\n\r\nbalance='));
		expect(received).toContain('content-length: 16\r\n');
		await rawExchange(url, { target: '/' });
		expect(received).toMatch(/\r\n\r\nbalance=$/u);
		expect(isEnded).toBe(false);
		socket.on('error', () => undefined);
		await standIn.close();
		await until(() => isEnded);
	});

	it('reset: resets the connection before any reply', async () => {
		const { url } = await start();
		standIn.misbehave({ kind: 'reset' });
		await expect(rawExchange(url, { target: '/' })).resolves.toMatchObject({
			text: '',
			ending: 'ECONNRESET',
		});
	});

	it('drip: sends spaces one by one until nobody listens', async () => {
		const { url } = await start();
		standIn.misbehave({ kind: 'drip', milliseconds: 1 });
		const listener = connect(Number(new URL(url).port), '127.0.0.1');
		let text = '';
		listener.on('data', (piece) => (text += piece.toString()));
		listener.write('GET / HTTP/1.1\r\nhost: vendor\r\n\r\n');
		await until(() => text.split('\r\n\r\n')[1]?.match(/ /gu)?.length === 3);
		listener.destroy();
		await until(() => standIn.openConnections === 0);
	});

	it('reset: resets the connection below TLS', async () => {
		const tls = selfSignedCertificate();
		const { url } = await start({ tls });
		standIn.misbehave({ kind: 'reset' });
		// Without the RST the client would see an orderly end: a "socket hang up", which has no system call.
		await expect(getSecurely(url, tls.cert)).rejects.toMatchObject({
			code: 'ECONNRESET',
			syscall: 'read',
		});
	});

	it('closeBeforeReply: ends the connection in order before any reply', async () => {
		const { url } = await start();
		standIn.misbehave({ kind: 'closeBeforeReply' });
		await expect(rawExchange(url, { target: '/' })).resolves.toMatchObject({
			text: '',
			ending: 'end',
		});
	});

	it('cutBody: announces all, sends half and ends in order', async () => {
		const { url } = await start();
		standIn.misbehave({ kind: 'cutBody' });
		const reply = await rawExchange(url, { target: '/' });
		expect(reply).toMatchObject({ status: 200, body: 'balance=', ending: 'end' });
		expect(reply.headers['content-length']).toBe('16');
	});

	it.each([
		[{ status: 503 }, { status: 503, body: vendorBody }],
		[{ body: '' }, { status: 200, body: '' }],
		[
			{ status: 302, headers: { location: 'http://127.0.0.1:1/' } },
			{ status: 302, headers: { location: 'http://127.0.0.1:1/', 'content-length': '16' } },
		],
	])('answer: replaces parts of the own answer: %j', async (answer, expected) => {
		const { url } = await start();
		standIn.misbehave({ kind: 'answer', answer });
		const reply = await rawExchange(url, { target: '/' });
		expect(reply).toMatchObject(expected);
		expect('content-type' in reply.headers).toBe(!('headers' in answer));
	});

	it('transform: makes another answer out of the own one and the request', async () => {
		const { url } = await start();
		standIn.misbehave({
			kind: 'transform',
			transform: (own, request) => ({
				...own,
				headers: { ...own.headers, 'x-echo': request.target },
				body: `${request.method}: ${own.body.toString()}`,
			}),
		});
		const reply = await rawExchange(url, { target: '/echo' });
		expect(reply.body).toBe(`GET: ${vendorBody}`);
		expect(reply.headers['x-echo']).toBe('/echo');
	});

	it('transform: sends bytes that are no text, such as gzip, unchanged', async () => {
		const { url } = await start();
		standIn.misbehave({
			kind: 'transform',
			transform: (own) => ({
				...own,
				headers: { ...own.headers, 'content-encoding': 'gzip' },
				body: gzipSync(own.body),
			}),
		});
		const response = await fetch(url);
		expect(await response.text()).toBe(vendorBody);
	});

	it.each(['not HTTP at all\n', Buffer.from('HTTP/1.1 200 OK\r\n\r\nuntil the end')])(
		'raw: writes exactly the bytes and ends the connection: %s',
		async (bytes) => {
			const { url } = await start();
			standIn.misbehave({ kind: 'raw', bytes });
			await expect(rawExchange(url, { target: '/' })).resolves.toMatchObject({
				text: bytes.toString(),
				ending: 'end',
			});
		},
	);

	it('lasts for as many requests as were asked for', async () => {
		const { url } = await start();
		standIn.misbehave({ kind: 'answer', answer: { status: 500 } }, 2);
		const statuses = [];
		for (let count = 0; count < 4; count += 1) {
			statuses.push((await rawExchange(url, { target: '/' })).status);
		}
		expect(statuses).toEqual([500, 500, 200, 200]);
	});

	it('lasts until the server behaves again, and the last one asked for holds', async () => {
		const { url } = await start();
		const status = async () => (await rawExchange(url, { target: '/' })).status;
		standIn.misbehave({ kind: 'answer', answer: { status: 500 } });
		standIn.misbehave({ kind: 'answer', answer: { status: 503 } });
		expect([await status(), await status()]).toEqual([503, 503]);
		standIn.behaveAgain();
		expect(await status()).toBe(200);
	});
});

describe('close', () => {
	/** What keeps the process alive: timers, servers and connections. */
	const handles = () =>
		process
			.getActiveResourcesInfo()
			.filter((name) => /^(?:Timeout|TCPServerWrap|TCPSocketWrap)$/u.test(name));
	const isConnected = () => handles().some((name) => name.startsWith('TCP'));

	it('ends every connection, waiting timers and the server itself', async () => {
		await until(() => !isConnected());
		const timersBefore = handles();
		const { url } = await start({ latency: 100_000 });
		const waiting = rawExchange(url, { target: '/' });
		const silent = connect(Number(new URL(url).port), '127.0.0.1');
		silent.on('error', () => undefined);
		const isSilentEnded = new Promise((resolve) => silent.once('close', resolve));
		await until(() => standIn.requests.length === 1 && !silent.connecting);
		await standIn.close();
		await Promise.all([waiting, isSilentEnded]);
		await until(() => !isConnected());
		// Node lets go of a closed handle in its own time.
		await until(() => String(handles()) === String(timersBefore));
		await expect(rawExchange(url, { target: '/' })).resolves.toMatchObject({
			ending: 'ECONNREFUSED',
		});
	});

	it('may be called twice', async () => {
		await start();
		await standIn.close();
		await expect(standIn.close()).resolves.toBeUndefined();
	});
});

describe("the readers of a request's parts", () => {
	const request = (target: string, contentType?: string) => ({
		method: 'POST',
		target,
		headers: contentType === undefined ? {} : { 'content-type': contentType },
		body: 'a=1+2%2B&a=3',
	});

	it.each([
		['/path?query=a?b', '/path', 'query=a?b'],
		['/path?', '/path', ''],
		['/path', '/path', ''],
	])('splits %s', (target, path, query) => {
		expect([pathOf(request(target)), queryTextOf(request(target))]).toEqual([path, query]);
	});

	it.each([
		['application/x-www-form-urlencoded', ['1 2+', '3']],
		['Application/X-WWW-Form-Urlencoded; charset=utf-8', ['1 2+', '3']],
		['application/x-www-form-urlencoded-not', []],
		['application/json', []],
		[undefined, []],
	])('reads a form only where the body is declared as one: %s', (contentType, values) => {
		expect(formOf(request('/', contentType)).getAll('a')).toEqual(values);
	});
});
