import { parseDecimal, decimalOf, type ExactDecimal } from '../decimal';
import { invalidRequest } from '../failure/failure';

/**
 * What a person or an expression filled in, by field name, not yet believed. A field that was left
 * empty is absent; a field whose expression yields nothing is present and blank, and refused.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** A field as people see it, for messages. */
export interface FieldName {
	readonly name: string;
	readonly label: string;
}

/** Whether the field itself was left empty. */
export function isAbsent(fields: Fields, name: string): boolean {
	return fields[name] === undefined;
}

/** A text that must not be empty, exactly as typed. A number counts as its digits. */
export function requiredText(fields: Fields, { name, label }: FieldName): string {
	const value = fields[name];
	if (isBlank(value)) throw invalidRequest(`${label} is empty`);
	return asText(value, label);
}

/** A text that may be empty, exactly as typed. */
export function optionalText(fields: Fields, { name, label }: FieldName): string {
	const value = fields[name];
	if (isBlank(value)) return '';
	return asText(value, label);
}

function asText(value: unknown, label: string): string {
	const text = plainText(value);
	if (text === null) throw invalidRequest(`${label} must be a text, not ${kindOf(value)}`);
	return text;
}

/** One of the listed values; the first one where the field is absent. */
export function choice<Value extends string>(
	fields: Fields,
	{ name, label }: FieldName,
	values: readonly [Value, ...Value[]],
): Value {
	const value = fields[name];
	if (value === undefined) return values[0];
	const text = plainText(value);
	const chosen = values.find((candidate) => candidate === text);
	if (chosen === undefined) {
		throw invalidRequest(`${label} must be one of ${values.join(', ')}`);
	}
	return chosen;
}

/** A switch; text from an expression counts when it plainly says true or false. */
export function toggle(fields: Fields, { name, label }: FieldName, preset: boolean): boolean {
	const value = fields[name];
	if (isBlank(value)) return preset;
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw invalidRequest(`${label} must be true or false`);
}

/** A whole number within bounds (both included); `preset` where it is empty. */
export function wholeNumber<Preset extends number | null>(
	fields: Fields,
	{ name, label }: FieldName,
	bounds: { readonly least: number; readonly most: number },
	preset: Preset,
): number | Preset {
	const value = fields[name];
	if (isBlank(value)) return preset;
	const decimal = numeric(value);
	const isWhole = decimal !== null && /^-?\d+(?:\.0+)?$/.test(decimal.text);
	const number = isWhole ? Number(decimal.text) : NaN;
	if (!Number.isInteger(number) || number < bounds.least || number > bounds.most) {
		throw invalidRequest(
			`${label} must be a whole number from ${bounds.least} to ${bounds.most}, not ${quoted(value)}`,
		);
	}
	return number;
}

/** An exact decimal, or null where it is empty; 0 is a value. */
export function optionalDecimal(fields: Fields, { name, label }: FieldName): ExactDecimal | null {
	const value = fields[name];
	if (isBlank(value)) return null;
	const decimal = numeric(value);
	if (decimal === null) {
		throw invalidRequest(
			`${label} must be a number such as 20 or 19.50, not ${quoted(value)}`,
			'Leave it empty for none. Separators, currency signs and exponents are not read.',
		);
	}
	return decimal;
}

function numeric(value: unknown): ExactDecimal | null {
	if (typeof value === 'number') return Number.isFinite(value) ? decimalOf(value) : null;
	return typeof value === 'string' ? parseDecimal(value) : null;
}

function plainText(value: unknown): string | null {
	if (typeof value === 'string') return value;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && !value.trim());
}

function quoted(value: unknown): string {
	const text = plainText(value);
	return text === null ? kindOf(value) : `"${text.slice(0, 40)}"`;
}

function kindOf(value: unknown): string {
	if (value === null) return 'nothing';
	return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
