import { fault, type Fault } from './fault';

const SOMETHING_ELSE = [
	'SSH-2.0-OpenSSH_9.9\r\n',
	'HTTP/1.1 200 OK\r\nno header\r\n\r\n',
	'\0\0\0\0',
] as const;

/** No reply comes, or none that can be followed to its end. */
export const CONNECTION_FAULTS: readonly Fault[] = [
	{ name: 'a refused connection', expected: ['vendorUnavailable'], place: { at: 'closedPort' } },
	fault('a reset', 'vendorUnavailable', () => ({ kind: 'reset' })),
	fault('an end before the reply', 'vendorUnavailable', () => ({ kind: 'closeBeforeReply' })),
	fault('a stall before the reply', 'vendorUnavailable', () => ({ kind: 'stall' }), {
		stalls: true,
	}),
	fault('a stall in the reply', 'vendorUnavailable', () => ({ kind: 'stallInBody' }), {
		stalls: true,
	}),
	fault('a reply that drips', 'vendorUnavailable', () => ({ kind: 'drip', milliseconds: 10 }), {
		stalls: true,
	}),
	fault('a cut body', 'vendorUnavailable', () => ({ kind: 'cutBody' })),
	fault('a cut chunked body', 'vendorUnavailable', ({ answer }) => ({
		kind: 'raw',
		bytes: `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n${answer.body}`,
	})),
	...SOMETHING_ELSE.map(
		(bytes): Fault => ({
			name: `something else than HTTP: ${JSON.stringify(bytes)}`,
			expected: ['vendorUnavailable', 'unexpectedReply'],
			place: { at: 'standIn', behaviour: () => ({ kind: 'raw', bytes }) },
		}),
	),
	{
		name: 'endless headers',
		expected: ['vendorUnavailable', 'unexpectedReply'],
		place: {
			at: 'standIn',
			behaviour: () => ({ kind: 'raw', bytes: `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(50_000)}` }),
		},
	},
];
