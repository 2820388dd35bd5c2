import { hasMember, onlyMember, onlyText, readStrictJson, type StrictJson } from './strictJson';
import { readStrictXml, type StrictElement } from './strictXml';

/** What a second, independent reading finds in the documented places. */
export interface OracleReading {
	readonly balance: string;
	readonly creditLimit: string | null;
}

/** What came off the network, and what it answers. */
export interface OracleReply {
	readonly status: number;
	readonly contentType: string | null;
	readonly bytes: Uint8Array;
	readonly complete: boolean;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** The account that was asked about. */
	readonly account: string;
}

type TextReader = (text: string, reply: OracleReply) => OracleReading | null;

/** An independent reader for each vendor, by node type. */
export const ORACLES: Readonly<Record<string, TextReader>> = {
	cloud9Mobile: readCloud9,
	igSend: readIgSend,
	intelliSoftware: readIntelliSoftware,
	kolmisoftM4: readKolmisoft,
	sectigo: readSectigo,
};

/**
 * Reads a reply a second time, with nothing of the package: the very text in the documented place,
 * or null where the reply does not plainly have one.
 */
export function oracleReading(vendorId: string, reply: OracleReply): OracleReading | null {
	// 206 is a part, whatever it looks like.
	if (reply.status < 200 || reply.status > 299 || reply.status === 206) return null;
	const text = decode(reply.bytes, reply.contentType);
	const reading = text === null ? null : (ORACLES[vendorId]?.(text, reply) ?? null);
	if (reading === null || !isPlainDecimal(reading.balance)) return null;
	const { balance, creditLimit } = reading;
	return creditLimit === null || isPlainDecimal(creditLimit) ? { balance, creditLimit } : null;
}

/** `-?digits(.digits)?` with at most 30 digits, all of them ASCII, character by character. */
export function isPlainDecimal(text: string): boolean {
	const [whole = '', fraction, ...others] = (text.startsWith('-') ? text.slice(1) : text).split(
		'.',
	);
	const parts = fraction === undefined ? [whole] : [whole, fraction];
	const isPlain = parts.every((part) => part !== '' && [...part].every(isDigit));
	return isPlain && others.length === 0 && whole.length + (fraction?.length ?? 0) <= 30;
}

function isDigit(character: string): boolean {
	return character >= '0' && character <= '9';
}

/** A byte order mark, else the content type, else the XML declaration, else UTF-8; never with losses. */
function decode(bytes: Uint8Array, contentType: string | null): string | null {
	const hexadecimal = Buffer.from(bytes.subarray(0, 3)).toString('hex');
	const marked = hexadecimal.startsWith('fffe')
		? 'utf-16le'
		: hexadecimal.startsWith('feff')
			? 'utf-16be'
			: hexadecimal === 'efbbbf'
				? 'utf-8'
				: undefined;
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

/* XML: Cloud9 Mobile and Kolmisoft M4. */

function readCloud9(text: string): OracleReading | null {
	const root = readStrictXml(text);
	const response = root?.name === 'Wire9_data' ? onlyChild(root, 'STATUS_Response') : null;
	const isSuccess = leafText(response, 'REQUEST_STATUS') === '1';
	return isSuccess && leafText(response, 'CURRENCY') !== null
		? withoutLimit(leafText(response, 'BALANCE'))
		: null;
}

function readKolmisoft(text: string): OracleReading | null {
	const page = readStrictXml(text);
	if (page?.name !== 'page') return null;
	const isRefusal = descendantsOf(page).some(({ name }) => name === 'error');
	return isRefusal ? null : withoutLimit(leafText(page, 'balance'));
}

function onlyChild(element: StrictElement | null, name: string): StrictElement | null {
	const found = element?.children.filter((child) => child.name === name) ?? [];
	return found.length === 1 ? (found[0] ?? null) : null;
}

/** The text of the only child of that name, if it is a leaf and not empty. */
function leafText(element: StrictElement | null, name: string): string | null {
	const child = onlyChild(element, name);
	return child?.children.length === 0 ? child.text.trim() || null : null;
}

function descendantsOf(element: StrictElement): readonly StrictElement[] {
	return element.children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/* JSON: iGsend, IntelliSoftware, Sectigo's format 2. */

function readIgSend(text: string, { parameters, account }: OracleReply): OracleReading | null {
	// The document's own sample is written with no-break spaces.
	const reply = readStrictJson(text.replaceAll('\u00a0', ' '));
	const outcome = onlyMember(reply, 'coreRes');
	const rows = onlyMember(reply, 'tableRes');
	const row = rows?.type === 'array' && rows.items.length === 1 ? (rows.items[0] ?? null) : null;
	const isSuccess =
		onlyText(outcome, 'status') === '1' &&
		onlyText(outcome, 'MessageID') === '10010' &&
		onlyText(row, 'Status')?.toLowerCase() === 'success' &&
		onlyText(row, 'ClientID')?.trim() === account &&
		isFilled(onlyText(row, 'Balance Currency'));
	const amount = isSuccess ? (onlyText(row, 'AccountBalance')?.trim() ?? '') : '';
	if (!isPlainDecimal(amount)) return null;
	return withoutLimit(parameters['amountUnit'] === 'minor' ? hundredth(amount) : amount);
}

/** Moves the point two places to the left, on the text alone. */
function hundredth(amount: string): string {
	const sign = amount.startsWith('-') ? '-' : '';
	const [whole = '', fraction = ''] = amount.slice(sign.length).split('.');
	const digits = whole.padStart(3, '0');
	const newWhole = digits.slice(0, -2).replace(/^0+(?=\d)/, '');
	const moved = `${newWhole}.${digits.slice(-2)}${fraction}`;
	// A division leaves no negative zero: -0 of the smaller unit is 0.00 of the larger.
	return /[1-9]/.test(moved) ? sign + moved : moved;
}

function readIntelliSoftware(text: string, reply: OracleReply): OracleReading | null {
	if (reply.parameters['interface'] === 'form') return readBalanceLine(text, reply);
	const object = readStrictJson(text);
	const isSuccess = onlyText(object, 'response_status') === 'ok' && !hasMember(object, 'errors');
	return isSuccess ? withoutLimit(onlyText(object, 'balance')) : null;
}

/* Lines: IntelliSoftware's form interface, Sectigo's format 0. */

function readBalanceLine(text: string, { complete }: OracleReply): OracleReading | null {
	const [name, value, ...others] = text.trim().split(':');
	const isOneLine = name === 'BALANCE' && others.length === 0;
	return complete && isOneLine ? withoutLimit(value ?? null) : null;
}

const SECTIGO_NAMES = ['errorCode', 'accountID', 'currencyCode', 'amount', 'hardCreditLimit'];

/** Each of the three documented formats, by its shape: the server decides, not the request. */
function readSectigo(reply: string, { complete }: OracleReply): OracleReading | null {
	const text = reply.trim();
	if (text.startsWith('{')) return readSectigoJson(readStrictJson(text));
	if (!complete) return null;
	// Lines begin with the code alone; both formats may name an account of unusual characters.
	const fields = /^0\s*[\r\n]/.test(text) ? linesOf(text) : formOf(text);
	return fields === null ? null : sectigoReading((name) => fields.get(name) ?? null);
}

function readSectigoJson(object: StrictJson | null): OracleReading | null {
	const isDoubled = SECTIGO_NAMES.some(
		(name) => hasMember(object, name) && onlyMember(object, name) === null,
	);
	return isDoubled ? null : sectigoReading((name) => onlyText(object, name));
}

function sectigoReading(field: (name: string) => string | null): OracleReading | null {
	const [code, account, currency, amount, limit] = SECTIGO_NAMES.map((name) => field(name)?.trim());
	if (code !== '0' || !isFilled(account) || !isFilled(currency) || !isFilled(amount)) return null;
	// "The response may contain the following parameters": an empty limit is none.
	return { balance: amount, creditLimit: isFilled(limit) ? limit : null };
}

function formOf(text: string): ReadonlyMap<string, string> | null {
	const fields = new Map<string, string>();
	for (const pair of text.split('&')) {
		const split = pair.indexOf('=');
		const name = formDecode(split < 0 ? pair : pair.slice(0, split));
		const value = formDecode(split < 0 ? '' : pair.slice(split + 1));
		if (name === null || value === null || fields.has(name)) return null;
		fields.set(name, value);
	}
	return fields;
}

function formDecode(text: string): string | null {
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

function linesOf(text: string): ReadonlyMap<string, string> | null {
	const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
	if (lines.length > SECTIGO_NAMES.length) return null;
	return new Map(lines.map((line, index) => [SECTIGO_NAMES[index] ?? '', line]));
}

function isFilled(text: string | null | undefined): text is string {
	return text !== null && text !== undefined && text.trim() !== '';
}

function withoutLimit(balance: string | null): OracleReading | null {
	return balance === null ? null : { balance: balance.trim(), creditLimit: null };
}
