import type { CertificateKind, Fault, Outcome } from './fault';

/** How a server shows who it is. */
export const TLS_FAULTS: readonly Fault[] = [
	{
		name: 'a server without TLS at an https address',
		expected: ['vendorUnavailable'],
		place: { at: 'serverWithoutTls' },
	},
	// The others are only worth something if this one is fine.
	certificate('a certificate of a trusted authority', 'trusted', 'balance'),
	certificate('a self-signed certificate', 'selfSigned'),
	certificate('a certificate of an unknown authority', 'ofUnknownAuthority'),
	certificate('an expired certificate', 'expired'),
	certificate('a certificate that is not valid yet', 'notYetValid'),
	certificate('a certificate of another address', 'ofAnotherAddress'),
];

function certificate(
	name: string,
	kind: CertificateKind,
	expected: Outcome = 'vendorUnavailable',
): Fault {
	return { name, expected: [expected], place: { at: 'tls', certificate: kind } };
}
