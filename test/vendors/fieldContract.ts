/** What saved workflows and credentials rely on in one field. */
export interface FieldContract {
	readonly default: string | number | boolean;
	/** Masked in the editor. */
	readonly masked?: true;
	readonly required?: true;
	/** The values of a list, in alphabetical order. */
	readonly choices?: readonly string[];
	/** The least and the greatest number that the editor takes. */
	readonly bounds?: readonly [least: number, greatest: number];
	/** Takes no expression. */
	readonly fixed?: true;
	/** Shown only with these values of other fields. */
	readonly shownFor?: Readonly<Record<string, unknown>>;
}

/** Fields by their names. */
export type FieldContracts = Readonly<Record<string, FieldContract>>;

export const text: FieldContract = { default: '' };
export const requiredText: FieldContract = { default: '', required: true };
export const secret: FieldContract = { default: '', masked: true, required: true };
