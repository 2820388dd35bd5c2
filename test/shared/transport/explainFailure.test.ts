import { summarizeFailure } from '../../../nodes/shared/failure/failure';
import {
	explainTransportFailure,
	isNetworkCode,
} from '../../../nodes/shared/transport/explainFailure';
import type { TransportFailure } from '../../../nodes/shared/transport/transport';

const explain = (reason: TransportFailure['reason'], code: string | null) =>
	explainTransportFailure({ ok: false, reason, code }, 'Tiny', 5000);

it.each([
	['ENOTFOUND', "Tiny's host name cannot be found"],
	['EAI_AGAIN', "Tiny's host name cannot be found"],
	['ECONNREFUSED', "Tiny's server refused the connection"],
	['ECONNRESET', 'The connection to Tiny broke before the reply was complete'],
	['EPIPE', 'The connection to Tiny broke before the reply was complete'],
	['ERR_BAD_RESPONSE', 'The connection to Tiny broke before the reply was complete'],
	['ERR_STREAM_PREMATURE_CLOSE', 'The connection to Tiny broke before the reply was complete'],
	['CERT_HAS_EXPIRED', "Tiny's TLS certificate could not be verified"],
	['CERT_NOT_YET_VALID', "Tiny's TLS certificate could not be verified"],
	['DEPTH_ZERO_SELF_SIGNED_CERT', "Tiny's TLS certificate could not be verified"],
	['SELF_SIGNED_CERT_IN_CHAIN', "Tiny's TLS certificate could not be verified"],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', "Tiny's TLS certificate could not be verified"],
	['UNABLE_TO_GET_ISSUER_CERT', "Tiny's TLS certificate could not be verified"],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', "Tiny's TLS certificate could not be verified"],
	['ERR_TLS_CERT_ALTNAME_INVALID', "Tiny's TLS certificate could not be verified"],
	['EHOSTUNREACH', 'Tiny could not be reached'],
	['ERR_NEW_IN_NODE_99', 'Tiny could not be reached'],
	[null, 'Tiny could not be reached'],
	['', 'Tiny could not be reached'],
])('%s: %s', (code, summary) => {
	const failure = explain('network', code);
	expect(failure).toMatchObject({
		kind: 'vendorUnavailable',
		code,
		isAskedAgain: true,
		vendorWords: null,
	});
	expect(summarizeFailure(failure, 'Tiny', null)).toBe(summary);
	expect(failure.advice).toMatch(/^[A-Z].*\.$/);
});

it('tells a timeout with the time that was allowed', () => {
	const failure = explain('timeout', null);
	expect(failure).toMatchObject({
		kind: 'vendorUnavailable',
		code: 'ETIMEDOUT',
		isAskedAgain: true,
	});
	expect(summarizeFailure(failure, 'Tiny', null)).toBe('Tiny did not answer within 5000 ms');
	expect(failure.advice).toBe('Try again later, or allow more time with the option Timeout.');
});

it('takes a protected address for nothing that passes by itself, and says what to do', () => {
	const failure = explain('blocked', null);
	expect(failure).toMatchObject({ kind: 'notAllowed', retryable: false, isAskedAgain: false });
	expect(summarizeFailure(failure, 'Tiny', null)).toBe(
		"n8n does not let this workflow reach Tiny's address",
	);
	expect(failure.advice).toMatch(/N8N_SSRF_ALLOWED_HOSTNAMES or N8N_SSRF_ALLOWED_IP_RANGES/);
});

it('takes a compression that cannot be undone for a reply, not for an outage', () => {
	const failure = explain('compression', 'Z_DATA_ERROR');
	expect(failure).toMatchObject({
		kind: 'unexpectedReply',
		code: 'Z_DATA_ERROR',
		advice:
			'The reply is compressed in a way that cannot be undone. Check the address in the credential.',
	});
});

it.each([
	'ECONNREFUSED',
	'ETIMEDOUT',
	'EPROTO',
	'EHOSTDOWN',
	'ENETDOWN',
	'ENETRESET',
	'EADDRNOTAVAIL',
	'ENOTCONN',
	'ERR_CANCELED',
	'ERR_SSL_WRONG_VERSION_NUMBER',
	'ERR_TLS_HANDSHAKE_TIMEOUT',
	'UND_ERR_CONNECT_TIMEOUT',
])('%s says that there was no reply', (code) => {
	expect(isNetworkCode(code)).toBe(true);
});

it.each([
	'ERROR',
	'ERR_BAD_REQUEST',
	'ERR_SSL',
	'MY_ERR_SSL_CODE',
	'HOSTNAME_MISMATCH',
	'toString',
	'',
])("%j may be a service's own code", (code) => {
	expect(isNetworkCode(code)).toBe(false);
});
