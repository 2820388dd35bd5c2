import type { Reader } from './readers';

/**
 * What a person or an expression filled in, by field name, not yet believed. A field that was left
 * empty is absent; a field whose expression yields nothing is present and blank.
 */
export type Input = Readonly<Record<string, unknown>>;

/** A parameter of a node, or a field of a credential. */
export interface Field<Value> {
	/** Its display name in the editor: messages call it so. */
	readonly label: string;
	/** Throws `invalidRequest` in words for what it cannot read. */
	readonly read: Reader<Value>;
	/** Whether the editor masks it; then it is never shown, in no encoding. */
	readonly isSecret?: boolean;
}

/** Fields by their names. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What the fields hold once they are read. */
export type ValuesOf<Declared extends Fields> = {
	readonly [Name in keyof Declared]: Declared[Name] extends Field<infer Value> ? Value : never;
};

/** Reads one field. Throws `invalidRequest` in words. */
export function readField<Declared extends Fields, Name extends keyof Declared & string>(
	fields: Declared,
	name: Name,
	input: Input,
): ValuesOf<Declared>[Name];
export function readField(fields: Fields, name: string, input: Input): unknown {
	const field = fields[name];
	return field?.read(input[name], field.label, {});
}

/** Reads all fields, in their order. Throws `invalidRequest` in words at the first that cannot be read. */
export function readFields<Declared extends Fields>(
	fields: Declared,
	input: Input,
): ValuesOf<Declared>;
export function readFields(fields: Fields, input: Input): object {
	const values: Record<string, unknown> = {};
	for (const [name, { label, read }] of Object.entries(fields)) {
		values[name] = read(input[name], label, values);
	}
	return values;
}

/** The values of the masked fields, as they were filled in. */
export function readSecrets(fields: Fields, input: Input): readonly string[] {
	return Object.entries(fields).flatMap(([name, { isSecret }]) =>
		isSecret === true ? [String(input[name] ?? '')] : [],
	);
}
