import { createHash } from 'node:crypto';

const HASHES = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;

/** Base64 and hex, and either of them within base64 or hex. */
export function listEncodings(bytes: Buffer): readonly string[] {
	const base64 = listBase64(bytes);
	const hex = bytes.toString('hex');
	return [
		...base64,
		hex,
		// Inside of base64 it matters how hex is spelt.
		...[...base64, hex, hex.toUpperCase()].flatMap((text) => listBase64(Buffer.from(text))),
		...base64.map((text) => Buffer.from(text).toString('hex')),
	];
}

/** The base64 of the value at each of the three places it can have inside a longer text, in both alphabets. */
export function listBase64(bytes: Buffer): readonly string[] {
	const forms = [0, 1, 2].map((offset) => {
		const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
		// The characters at the edges also depend on the neighbours, which are unknown.
		const from = Math.ceil((offset * 8) / 6);
		const to = Math.floor(((offset + bytes.length) * 8) / 6);
		return encoded.slice(from, to);
	});
	const urlSafe = forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
	return [...new Set([...forms, ...urlSafe])];
}

/** As Windows and Java write texts in memory, in both orders of bytes. */
export function encodeUtf16(text: string): readonly Buffer[] {
	const littleEndian = Buffer.from(text, 'utf16le');
	return [littleEndian, Buffer.from(littleEndian).swap16()];
}

/** In hex and base64. */
export function listHashes(bytes: Buffer): readonly string[] {
	return HASHES.flatMap((algorithm) => {
		const digest = createHash(algorithm).update(bytes).digest();
		return [digest.toString('hex'), digest.toString('base64')];
	});
}

/** A text, and its UTF-8 taken for another character set. */
export function mangle(text: string): readonly string[] {
	const bytes = Buffer.from(text);
	// Node 20 takes Windows-1252 for Latin-1 where it decodes all at once (seen on 20.20.2).
	const windows = new TextDecoder('windows-1252').decode(bytes, { stream: true });
	return [text, bytes.toString('latin1'), windows];
}
