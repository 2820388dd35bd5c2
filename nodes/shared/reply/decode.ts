import { unexpectedReply } from '../failure/error';

const BYTE_ORDER_MARKS: ReadonlyArray<{
	readonly bytes: readonly number[];
	readonly encoding: string;
}> = [
	{ bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
	{ bytes: [0xff, 0xfe], encoding: 'utf-16le' },
	{ bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/**
 * Decodes a reply: by its byte order mark, else by the content type's charset, else by the XML
 * declaration, else as UTF-8. Bytes that do not fit are refused, since a mangled digit is still a
 * digit. Throws `unexpectedReply`.
 */
export function decodeReply(bytes: Uint8Array, contentType: string | null): string {
	const encoding =
		findMarkedEncoding(bytes) ?? findCharset(contentType) ?? findDeclaredEncoding(bytes) ?? 'utf-8';
	try {
		const decoder = new TextDecoder(encoding, { fatal: true });
		// In two steps: Node 20 takes Windows-1252 for Latin-1 where it decodes all at once (seen on 20.20.2).
		return decoder.decode(bytes, { stream: true }) + decoder.decode();
	} catch {
		throw unexpectedReply('is not in the character encoding that it claims');
	}
}

function findMarkedEncoding(bytes: Uint8Array): string | null {
	const mark = BYTE_ORDER_MARKS.find((candidate) =>
		candidate.bytes.every((byte, index) => bytes[index] === byte),
	);
	return mark?.encoding ?? null;
}

function findCharset(contentType: string | null): string | null {
	return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1] ?? null;
}

function findDeclaredEncoding(bytes: Uint8Array): string | null {
	const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
	return /^\s*<\?\s*xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1] ?? null;
}
