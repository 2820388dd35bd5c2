/** What was read back, from where anybody may have written to it. */
export type UntrustedRecord = Readonly<Record<string, unknown>>;

export type Guard<Type> = (value: unknown) => value is Type;

/** The object that a text holds. Throws where it holds none. */
export function parseRecord(written: unknown): UntrustedRecord {
	const value: unknown = typeof written === 'string' ? JSON.parse(written) : null;
	return toRecord(value);
}

/** The value as an object. Throws where it is none. */
export function toRecord(value: unknown): UntrustedRecord {
	if (!isRecord(value)) throw new TypeError('Not an object');
	return value;
}

/** Whether it is an object with members, and no list. */
export function isRecord(value: unknown): value is UntrustedRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of this name. Throws where it is not of the type. */
export function requireMember<Type>(
	record: UntrustedRecord,
	name: string,
	isOfType: Guard<Type>,
): Type {
	const found = record[name];
	if (!isOfType(found)) throw new TypeError(name);
	return found;
}

export function allowNull<Type>(isOfType: Guard<Type>): Guard<Type | null> {
	return (value): value is Type | null => value === null || isOfType(value);
}

export function isListOf<Type>(isOfType: Guard<Type>): Guard<readonly Type[]> {
	return (value): value is readonly Type[] => Array.isArray(value) && value.every(isOfType);
}

export function isBoolean(value: unknown): value is boolean {
	return typeof value === 'boolean';
}

export function isText(value: unknown): value is string {
	return typeof value === 'string';
}

export function isFiniteNumber(value: unknown): value is number {
	return Number.isFinite(value);
}

/** A whole number, 0 or more. */
export function isCount(value: unknown): value is number {
	return Number.isInteger(value) && Number(value) >= 0;
}

/** Milliseconds that a date can hold. */
export function isTime(value: unknown): value is number {
	return isFiniteNumber(value) && !Number.isNaN(new Date(value).getTime());
}
