import type { INode } from 'n8n-workflow';
import { invalidRequest } from '../../failure/error';
import type { Failure } from '../../failure/failure';
import { WHOLE_EXPRESSION_TRACE } from '../description/wholeExpression';

/** A collection of parameters, whose members take expressions while it takes none itself. */
export interface ParameterCollection {
	readonly title: string;
	/** Its members that take none either. */
	readonly withoutExpression: string | null;
}

/** A parameter of a node that is filled in, be it by an expression that yields nothing. */
export interface FilledInParameter {
	readonly name: string;
	/** Such as `username` or `options.timeout`. */
	readonly path: string;
	readonly isExpression: boolean;
	/** Whether a model may fill it in. */
	readonly isModelsChoice: boolean;
}

/** The parameters of a node that are filled in, with those in these collections. */
export function listFilledIn(
	{ parameters }: INode,
	collections: readonly string[],
): readonly FilledInParameter[] {
	return [
		...listFilledInMembers(parameters, ''),
		...collections.flatMap((name) => listFilledInMembers(parameters[name], `${name}.`)),
	];
}

function listFilledInMembers(parameters: unknown, folder: string): readonly FilledInParameter[] {
	if (typeof parameters !== 'object' || parameters === null) return [];
	return Object.entries(parameters).flatMap(([name, value]: [string, unknown]) =>
		value === '' || value === undefined || value === null
			? []
			: [
					{
						name,
						path: folder + name,
						isExpression: mayBeExpression(value),
						isModelsChoice: isModelsChoice(value),
					},
				],
	);
}

/**
 * n8n evaluates what begins with an equals sign (n8n-workflow's `isExpression`, which 1.96 does not
 * export). An object, which no field here has, could hold such a text inside.
 */
export function mayBeExpression(value: unknown): boolean {
	return typeof value === 'object' || (typeof value === 'string' && value.startsWith('='));
}

/** As n8n finds it (n8n-workflow's `extractFromAICalls`, 2.41.1). */
const MODELS_CHOICE = /\$fromAI\b/i;

function isModelsChoice(value: unknown): boolean {
	return typeof value === 'string' && MODELS_CHOICE.test(value);
}

/** Refuses a collection that is one whole expression; null where there is none. */
export function findWholeExpression(
	filledIn: readonly FilledInParameter[],
	collections: Readonly<Record<string, ParameterCollection>>,
): Failure | null {
	for (const [name, { title, withoutExpression }] of Object.entries(collections)) {
		if (filledIn.every(({ path }) => path !== `${name}.${WHOLE_EXPRESSION_TRACE}`)) continue;
		const exception = withoutExpression === null ? '' : ` but ${withoutExpression}`;
		return invalidRequest(
			`${title} cannot be one expression`,
			`Add each option by itself: all${exception} take an expression of their own.`,
		).failure;
	}
	return null;
}
