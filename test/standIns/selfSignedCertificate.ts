import { generateKeyPairSync, sign } from 'node:crypto';

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
} as const;

/** A fresh key and a certificate for 127.0.0.1 that nobody vouches for: nothing secret is kept in the repository, and nothing expires. */
export function selfSignedCertificate(): { readonly key: string; readonly cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = der(sequence, identifier('ecdsaWithSha256'));
	const name = der(
		sequence,
		der(set, der(sequence, identifier('commonName'), der(utf8String, Buffer.from('Stand-in')))),
	);
	const toBeSigned = der(
		sequence,
		der(explicit0, der(integer, Buffer.from([2]))),
		der(integer, Buffer.from([1])),
		algorithm,
		name,
		der(sequence, time('20000101000000Z'), time('21000101000000Z')),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		der(explicit3, der(sequence, addressExtension())),
	);
	const signature = sign('sha256', toBeSigned, privateKey);
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: pem(der(sequence, toBeSigned, algorithm, wholeBytes(signature))),
	};
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

function addressExtension(): Buffer {
	const names = der(sequence, der(addressName, Buffer.from([127, 0, 0, 1])));
	return der(sequence, identifier('subjectAltName'), der(octetString, names));
}

function pem(bytes: Buffer): string {
	const lines = bytes.toString('base64').match(/.{1,64}/gu) ?? [];
	return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
