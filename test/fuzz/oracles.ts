import { profileOf } from '../vendors/profiles';
import { isPlainDecimal, type OracleReading, type OracleReply } from './oracleReading';

/** The bytes of byte order marks, in hexadecimal. */
const MARKS = [
	['fffe', 'utf-16le'],
	['feff', 'utf-16be'],
	['efbbbf', 'utf-8'],
] as const;

/**
 * Reads a reply a second time, with nothing of the package: the very text in the documented place,
 * or null where the reply does not plainly have one.
 */
export function oracleReading(vendorId: string, reply: OracleReply): OracleReading | null {
	// 206 is a part, whatever it looks like.
	if (reply.status < 200 || reply.status > 299 || reply.status === 206) return null;
	const text = decode(reply.bytes, reply.contentType);
	const reading = text === null ? null : profileOf(vendorId).readIndependently(text, reply);
	if (reading === null || !isPlainDecimal(reading.balance)) return null;
	const { balance, creditLimit } = reading;
	return creditLimit === null || isPlainDecimal(creditLimit) ? { balance, creditLimit } : null;
}

/** A byte order mark, else the content type, else the XML declaration, else UTF-8; never with losses. */
function decode(bytes: Uint8Array, contentType: string | null): string | null {
	const hexadecimal = Buffer.from(bytes.subarray(0, 3)).toString('hex');
	const [, marked] = MARKS.find(([mark]) => hexadecimal.startsWith(mark)) ?? [];
	const label = marked ?? labelIn(contentType ?? '') ?? labelInDeclaration(bytes) ?? 'utf-8';
	try {
		return new TextDecoder(label, { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

function labelIn(contentType: string): string | undefined {
	const parameters = contentType.split(';').slice(1);
	const charsets = parameters.map((parameter) => parameter.split('=').map((part) => part.trim()));
	const value = charsets.find(([name]) => name?.toLowerCase() === 'charset')?.[1];
	return value?.replaceAll('"', '') || undefined;
}

function labelInDeclaration(bytes: Uint8Array): string | undefined {
	const [declaration = ''] = Buffer.from(bytes.subarray(0, 200)).toString('latin1').split('?>');
	if (!/^\s*<\?\s*xml\s/i.test(declaration)) return undefined;
	const label = declaration.split(/\sencoding\s*=\s*["']/i)[1]?.split(/["']/)[0] ?? '';
	// What cannot be the name of an encoding names none: UTF-8, which does not forgive, remains.
	return /^[\w.:-]+$/.test(label) ? label : undefined;
}
