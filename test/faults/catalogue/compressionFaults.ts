/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { answering, header, MEBIBYTE, UNEXPECTED, WITHOUT_AN_END, type Fault } from './fault';

/** 64 kB that become 64 MiB. */
const GZIP_BOMB = gzipSync(Buffer.alloc(64 * MEBIBYTE, ' '));

export const COMPRESSION_FAULTS: readonly Fault[] = [
	answering('gzip', 'balance', header('content-encoding', 'gzip', gzipSync), WITHOUT_AN_END),
	answering(
		'deflate',
		'balance',
		header('content-encoding', 'deflate', deflateSync),
		WITHOUT_AN_END,
	),
	answering(
		'brotli',
		'balance',
		header('content-encoding', 'br', brotliCompressSync),
		WITHOUT_AN_END,
	),
	answering(
		'a gzip bomb',
		UNEXPECTED,
		header('content-encoding', 'gzip', () => GZIP_BOMB),
	),
	answering(
		'truncated gzip',
		UNEXPECTED,
		header('content-encoding', 'gzip', (bytes) => {
			const compressed = gzipSync(bytes);
			return compressed.subarray(0, compressed.length / 2);
		}),
	),
	answering(
		'broken gzip',
		UNEXPECTED,
		header('content-encoding', 'gzip', (bytes) =>
			Buffer.concat([gzipSync(bytes).subarray(0, 12), bytes]),
		),
	),
	answering(
		'text that claims to be gzip',
		UNEXPECTED,
		header('content-encoding', 'gzip', (bytes) => bytes),
	),
	answering(
		'an unknown compression',
		UNEXPECTED,
		header('content-encoding', 'zip', (bytes) => gzipSync(bytes)),
	),
];
