import { isFilled, type OracleReading, type OracleReply } from '../../fuzz/oracleReading';
import {
	hasMember,
	onlyMember,
	onlyText,
	readStrictJson,
	type StrictJson,
} from '../../fuzz/strictJson';

const NAMES = ['errorCode', 'accountID', 'currencyCode', 'amount', 'hardCreditLimit'];

/** Each of the three documented formats, by its shape: the server decides, not the request. */
export function readIndependently(reply: string, { complete }: OracleReply): OracleReading | null {
	const text = reply.trim();
	if (text.startsWith('{')) return readJson(readStrictJson(text));
	if (!complete) return null;
	// Lines begin with the code alone; both formats may name an account of unusual characters.
	const fields = /^0\s*[\r\n]/.test(text) ? parseLines(text) : parseForm(text);
	return fields === null ? null : readFields((name) => fields.get(name) ?? null);
}

function readJson(object: StrictJson | null): OracleReading | null {
	const isDoubled = NAMES.some(
		(name) => hasMember(object, name) && onlyMember(object, name) === null,
	);
	return isDoubled ? null : readFields((name) => onlyText(object, name));
}

function readFields(field: (name: string) => string | null): OracleReading | null {
	const [code, account, currency, amount, limit] = NAMES.map((name) => field(name)?.trim());
	if (code !== '0' || !isFilled(account) || !isFilled(currency) || !isFilled(amount)) return null;
	// "The response may contain the following parameters": an empty limit is none.
	return { balance: amount, creditLimit: isFilled(limit) ? limit : null };
}

function parseForm(text: string): ReadonlyMap<string, string> | null {
	const fields = new Map<string, string>();
	for (const pair of text.split('&')) {
		const split = pair.indexOf('=');
		const name = decodeFormText(split < 0 ? pair : pair.slice(0, split));
		const value = decodeFormText(split < 0 ? '' : pair.slice(split + 1));
		if (name === null || value === null || fields.has(name)) return null;
		fields.set(name, value);
	}
	return fields;
}

function decodeFormText(text: string): string | null {
	const bytes: number[] = [];
	for (let position = 0; position < text.length; position++) {
		const character = text[position] ?? '';
		const hexadecimal = text.slice(position + 1, position + 3);
		if (character !== '%') bytes.push(...Buffer.from(character === '+' ? ' ' : character));
		else if (!/^[0-9a-f]{2}$/i.test(hexadecimal)) return null;
		else {
			bytes.push(Number(`0x${hexadecimal}`));
			position += 2;
		}
	}
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
			Uint8Array.from(bytes),
		);
	} catch {
		return null;
	}
}

function parseLines(text: string): ReadonlyMap<string, string> | null {
	const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
	if (lines.length > NAMES.length) return null;
	return new Map(lines.map((line, index) => [NAMES[index] ?? '', line]));
}
