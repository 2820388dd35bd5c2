import { parseDecimal, toDecimal, type ExactDecimal } from '../decimal';
import { invalidRequest } from '../failure/error';

/**
 * Reads what was filled in into a field with this label: `undefined` where the field itself was left
 * empty, blank where an expression yielded nothing. `before` are the fields that were read before it.
 * Throws `invalidRequest` in words.
 */
export type Reader<Value> = (
	value: unknown,
	label: string,
	before: Readonly<Record<string, unknown>>,
) => Value;

/** A text that must not be blank, exactly as typed. A number counts as its digits. */
export function readText(value: unknown, label: string): string {
	if (isBlank(value)) throw invalidRequest(`${label} is empty`);
	return toText(value, label);
}

/** A text exactly as typed, or null where it is blank. */
export function readOptionalText(value: unknown, label: string): string | null {
	return isBlank(value) ? null : toText(value, label);
}

/** Null where the field itself was left empty; what is filled in must be readable, an expression that yields nothing too. */
export function readUnlessAbsent<Value>(read: Reader<Value>): Reader<Value | null> {
	return (value, label, before) => (value === undefined ? null : read(value, label, before));
}

/**
 * Only where the fields before it have these values, as the editor shows it only there (`displayOptions`);
 * else null, whatever it holds.
 */
export function readWhere<Value>(
	shown: Readonly<Record<string, unknown>>,
	read: Reader<Value>,
): Reader<Value | null> {
	return (value, label, before) => {
		const isShown = Object.entries(shown).every(([name, wanted]) => before[name] === wanted);
		return isShown ? read(value, label, before) : null;
	};
}

/** One of the listed values; the first one where the field itself was left empty. */
export function readOneOf<Value extends string>(
	values: readonly [Value, ...Value[]],
): Reader<Value> {
	return (value, label) => {
		if (value === undefined) return values[0];
		const text = toPlainText(value);
		const chosen = values.find((candidate) => candidate === text);
		if (chosen === undefined) {
			throw invalidRequest(`${label} must be one of ${values.join(', ')}`);
		}
		return chosen;
	};
}

/** A switch, with its default for blank ones; text from an expression counts when it plainly says true or false. */
export function readBoolean(preset: boolean): Reader<boolean> {
	return (value, label) => {
		if (isBlank(value)) return preset;
		if (typeof value === 'boolean') return value;
		if (value === 'true' || value === 'false') return value === 'true';
		throw invalidRequest(`${label} must be true or false`);
	};
}

/** Both are included. */
export interface Bounds {
	readonly min: number;
	readonly max: number;
}

/** A whole number within bounds, with a default for blank ones. */
export function readInteger<Preset extends number | null>(
	{ min, max }: Bounds,
	preset: Preset,
): Reader<number | Preset> {
	return (value, label) => {
		if (isBlank(value)) return preset;
		const decimal = toNumeric(value);
		const isWhole = decimal !== null && /^-?\d+(?:\.0+)?$/.test(decimal.text);
		const number = isWhole ? Number(decimal.text) : NaN;
		if (!Number.isInteger(number) || number < min || number > max) {
			throw invalidRequest(
				`${label} must be a whole number from ${min} to ${max}, not ${quote(value)}`,
			);
		}
		return number;
	};
}

/** An exact decimal, or null where it is blank; 0 is a value. */
export function readOptionalDecimal(value: unknown, label: string): ExactDecimal | null {
	if (isBlank(value)) return null;
	const decimal = toNumeric(value);
	if (decimal === null) {
		throw invalidRequest(
			`${label} must be a number such as 20 or 19.50, not ${quote(value)}`,
			'Leave it empty for none. Separators, currency signs and exponents are not read.',
		);
	}
	return decimal;
}

function toText(value: unknown, label: string): string {
	const text = toPlainText(value);
	if (text === null) throw invalidRequest(`${label} must be a text, not ${nameType(value)}`);
	return text;
}

function toNumeric(value: unknown): ExactDecimal | null {
	if (typeof value === 'number') return Number.isFinite(value) ? toDecimal(value) : null;
	return typeof value === 'string' ? parseDecimal(value) : null;
}

function toPlainText(value: unknown): string | null {
	if (typeof value === 'string') return value;
	return Number.isFinite(value) ? String(value) : null;
}

/** Nothing, or a text without anything to be seen. */
export function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && !value.trim());
}

/** A value as a message shows it: cut, and of what is neither a text nor a number only the type. */
export function quote(value: unknown): string {
	const text = typeof value === 'number' ? String(value) : toPlainText(value);
	return text === null ? nameType(value) : `"${text.slice(0, 40)}"`;
}

/** Of what is not blank. */
function nameType(value: unknown): string {
	return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
