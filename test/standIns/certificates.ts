import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const boolean = 0x01;
const sequence = 0x30;
const set = 0x31;
const integer = 0x02;
const bitString = 0x03;
const octetString = 0x04;
const objectIdentifier = 0x06;
const utf8String = 0x0c;
const generalizedTime = 0x18;
const explicit0 = 0xa0;
const explicit3 = 0xa3;
const addressName = 0x87;

/** The identifiers' bytes as X.690 encodes them. */
const identifiers = {
	ecdsaWithSha256: '2a8648ce3d040302',
	commonName: '550403',
	subjectAltName: '551d11',
	basicConstraints: '551d13',
} as const;

/** A server's key and certificate, both PEM. */
export interface ServerIdentity {
	readonly key: string;
	readonly cert: string;
}

/** What a certificate says; all of it by default right for a server on 127.0.0.1. */
export interface CertificateFacts {
	/** An IPv4 address. */
	readonly address?: string;
	/** Years. */
	readonly validFrom?: number;
	readonly validUntil?: number;
}

/** Whoever trusts its certificate trusts those that it issues. */
export interface Authority {
	/** PEM. */
	readonly cert: string;
	issue(facts?: CertificateFacts): ServerIdentity;
}

/** A fresh authority: nothing secret is kept in the repository, and nothing expires. */
export function createAuthority(): Authority {
	const authority = { name: nameOf('Authority'), ...newKeys() };
	const own = sequenceOf(
		identifier('basicConstraints'),
		der(octetString, sequenceOf(der(boolean, Buffer.from([0xff])))),
	);
	return {
		cert: certificate({ subject: authority, issuer: authority, facts: {}, extension: own }),
		issue: (facts = {}) => identity(authority, facts),
	};
}

/** A certificate that nobody vouches for. */
export function selfSignedCertificate(): ServerIdentity {
	return identity(null, {});
}

interface Party {
	readonly name: Buffer;
	readonly privateKey: KeyObject;
	readonly publicKey: KeyObject;
}

function newKeys() {
	return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function identity(authority: Party | null, facts: CertificateFacts): ServerIdentity {
	const subject = { name: nameOf('Stand-in'), ...newKeys() };
	const extension = addressExtension(facts.address ?? '127.0.0.1');
	return {
		key: subject.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: certificate({ subject, issuer: authority ?? subject, facts, extension }),
	};
}

interface Certificate {
	readonly subject: Party;
	readonly issuer: Party;
	readonly facts: CertificateFacts;
	readonly extension: Buffer;
}

/** X.509 version 3 with one extension (RFC 5280, 4.1). */
function certificate({ subject, issuer, facts, extension }: Certificate): string {
	const { validFrom = 2000, validUntil = 2100 } = facts;
	const algorithm = sequenceOf(identifier('ecdsaWithSha256'));
	const toBeSigned = sequenceOf(
		der(explicit0, der(integer, Buffer.from([2]))),
		der(integer, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
		algorithm,
		issuer.name,
		sequenceOf(time(`${validFrom}0101000000Z`), time(`${validUntil}0101000000Z`)),
		subject.name,
		subject.publicKey.export({ type: 'spki', format: 'der' }),
		der(explicit3, sequenceOf(extension)),
	);
	const signature = sign('sha256', toBeSigned, issuer.privateKey);
	return pem(sequenceOf(toBeSigned, algorithm, wholeBytes(signature)));
}

function nameOf(commonName: string): Buffer {
	const text = der(utf8String, Buffer.from(commonName));
	return sequenceOf(der(set, sequenceOf(identifier('commonName'), text)));
}

function sequenceOf(...contents: readonly Buffer[]): Buffer {
	return der(sequence, ...contents);
}

/** Tag, length and contents, by the distinguished encoding rules of X.690. */
function der(tag: number, ...contents: readonly Buffer[]): Buffer {
	const content = Buffer.concat(contents);
	const length =
		content.length < 0x80
			? [content.length]
			: [0x82, Math.floor(content.length / 0x100), content.length % 0x100];
	return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function identifier(name: keyof typeof identifiers): Buffer {
	return der(objectIdentifier, Buffer.from(identifiers[name], 'hex'));
}

function time(text: string): Buffer {
	return der(generalizedTime, Buffer.from(text));
}

function wholeBytes(bytes: Buffer): Buffer {
	return der(bitString, Buffer.from([0]), bytes);
}

function addressExtension(address: string): Buffer {
	const names = sequenceOf(der(addressName, Buffer.from(address.split('.').map(Number))));
	return sequenceOf(identifier('subjectAltName'), der(octetString, names));
}

function pem(bytes: Buffer): string {
	const lines = bytes.toString('base64').match(/.{1,64}/gu) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
