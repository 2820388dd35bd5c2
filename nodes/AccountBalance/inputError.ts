import type { INodeExecutionData } from 'n8n-workflow';
import { createFailure, type Failure } from '../shared/failure/failure';
import type { FailureKind } from '../shared/failure/kinds';
import { isBlank } from '../shared/input/readers';
import { findStatusKind } from '../shared/reply/interpret';
import { isNetworkCode } from '../shared/transport/explainFailure';
import { isRecord } from '../shared/input/untrusted';

/** So many characters of an error are quoted. */
const LONGEST_QUOTE = 200;

/** Where n8n's nodes and the services themselves put an HTTP status beside an error. */
const STATUS_NAMES = ['status', 'statusCode', 'httpCode'];

const ADVICE: Partial<Readonly<Record<FailureKind, string>>> = {
	authentication: 'Check the credential of the node that asked.',
	rateLimited: 'Ask less often, or put a pause between the requests.',
	vendorUnavailable: 'Try again later; if it goes on, check the address in the node that asked.',
};

/** Texts that say that there is no error, in small letters. */
const NO_ERRORS: ReadonlySet<string> = new Set(['', '0', 'false']);

/** What to do about any other error. */
const OTHER_ADVICE = 'Look at the error in the node that asked.';

/** Why an item has no balance, where it is an error of the node before; null where it is none. */
export function findInputFailure(item: INodeExecutionData): Failure | null {
	const { error } = item.json;
	const errors = [error, item.error].filter(isError);
	const [first] = errors;
	if (first === undefined) return null;
	const places = [...errors, item.json['details'], item.json].filter(isRecord);
	const words = places.map(({ message }) => message).find(isFilledIn) ?? first;
	const status = findStatus([
		// An error may be no more than its status.
		...errors.map((value) => ({ status: value })),
		...places,
		...places.map(({ response }) => response).filter(isRecord),
	]);
	const codes = places.map(({ code }) => code).filter(isFilledIn);
	const code = codes.find(isNetworkCode) ?? null;
	const kind = chooseKind(status, code);
	return createFailure({
		kind,
		code: status === null ? code : String(status),
		vendorWords: typeof words === 'string' ? toOneLine(words) : null,
		advice: ADVICE[kind] ?? OTHER_ADVICE,
	});
}

/** Services write `null`, `false`, 0, or an empty list where there is no error. */
function isError(value: unknown): boolean {
	if (typeof value === 'string') return !NO_ERRORS.has(value.trim().toLowerCase());
	if (typeof value === 'number') return value !== 0;
	if (Array.isArray(value)) return value.length > 0;
	if (value instanceof Error) return true;
	return value === true || (isRecord(value) && Object.keys(value).length > 0);
}

function isFilledIn(value: unknown): value is string {
	return typeof value === 'string' && !isBlank(value);
}

/** The first HTTP status of an error, as a number or as its digits. */
function findStatus(places: ReadonlyArray<Readonly<Record<string, unknown>>>): number | null {
	const values = places.flatMap((place) => [...STATUS_NAMES, 'code'].map((name) => place[name]));
	const found = values.find(isStatus);
	return found === undefined ? null : Number(found);
}

function isStatus(value: unknown): value is number | string {
	return (typeof value === 'number' || isFilledIn(value)) && /^[345]\d\d$/.test(String(value));
}

function chooseKind(status: number | null, code: string | null): FailureKind {
	if (status !== null) return findStatusKind(status) ?? 'refused';
	return code === null ? 'refused' : 'vendorUnavailable';
}

function toOneLine(words: string): string {
	const line = words
		.slice(0, 4 * LONGEST_QUOTE)
		.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
		.trim();
	return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}
