import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { RUN_FIELDS, WATCH_FIELDS } from '../../alert/policy';
import { CHECK_FIELDS } from '../../check/options';
import { invalidRequest } from '../../failure/error';
import type { Failure } from '../../failure/failure';
import type { Fields, Input } from '../../input/fields';
import { isBlank } from '../../input/readers';
import type { Vendor } from '../../vendor';
import { TOOL_DESCRIPTION } from '../description/toolDescriptions';
import { WHOLE_EXPRESSION_TRACE } from '../description/wholeExpression';

/** The parameters of one item, expressions resolved. */
export interface ItemParameters {
	/** The vendor's own parameters, its own options among them. */
	readonly query: Input;
	/** The limits and options that all vendors share. */
	readonly options: Input;
	/** The first parameter whose expression throws. */
	readonly unreadable: Failure | null;
}

/** What all vendors share. */
const SHARED_FIELDS: Fields = { ...CHECK_FIELDS, ...WATCH_FIELDS };

/** The collections of options, by their names. */
const COLLECTIONS = {
	options: { title: 'Options', withoutExpression: 'Concurrency' },
	alertOptions: { title: 'Alert Options', withoutExpression: 'Combine Events and Sample Event' },
};

/** What is read once for the run, where it is used. */
const FIELDS_OF_RUN = ['operation', ...Object.keys(RUN_FIELDS)];

const NOT_A_FIELD: ReadonlySet<string> = new Set([
	...FIELDS_OF_RUN,
	...Object.keys(COLLECTIONS),
	TOOL_DESCRIPTION,
]);

const NOTHING: ItemParameters = { query: {}, options: {}, unreadable: null };

export type ParameterReader = (itemIndex: number) => ItemParameters;

/**
 * Returns what resolves the parameters of an item; an expression that throws is told, not thrown.
 * An expression costs 0.9 ms on a server (measured, n8n 2.41.1), and asking for anything else is not
 * free: so what is no expression is asked for once.
 */
export function createParameterReader(context: IExecuteFunctions, vendor: Vendor): ParameterReader {
	const filledIn = listFilledIn(context.getNode());
	const unreadable = findWholeExpression(filledIn);
	if (unreadable !== null) return () => ({ ...NOTHING, unreadable });
	const fields = { ...vendor.queryFields, ...SHARED_FIELDS };
	const resolve = createResolver(context, fields);
	const plain = filledIn.filter(({ isExpression }) => !isExpression);
	const expressions = filledIn.filter(({ isExpression }) => isExpression);
	const shared = resolve(plain, 0, NOTHING);
	if (expressions.length === 0) return () => shared;
	return (itemIndex) => resolve(expressions, itemIndex, shared);
}

interface FilledInParameter {
	readonly name: string;
	/** Such as `username` or `options.timeout`. */
	readonly path: string;
	readonly isExpression: boolean;
	/** Whether a model may fill it in. */
	readonly isModelsChoice: boolean;
}

/** The parameters that are filled in, be it by an expression that yields nothing. */
function listFilledIn({ parameters }: INode): readonly FilledInParameter[] {
	const collections = Object.keys(COLLECTIONS).flatMap((name) =>
		listFilledInMembers(parameters[name], `${name}.`),
	);
	const all = [...listFilledInMembers(parameters, ''), ...collections];
	return all.filter(({ name }) => !NOT_A_FIELD.has(name));
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
function mayBeExpression(value: unknown): boolean {
	return typeof value === 'object' || (typeof value === 'string' && value.startsWith('='));
}

/** As n8n finds it (n8n-workflow's `extractFromAICalls`, 2.41.1). */
const MODELS_CHOICE = /\$fromAI\b/i;

function isModelsChoice(value: unknown): boolean {
	return typeof value === 'string' && MODELS_CHOICE.test(value);
}

/** Refuses a collection that is one whole expression; null where there is none. */
function findWholeExpression(filledIn: readonly FilledInParameter[]): Failure | null {
	for (const [name, { title, withoutExpression }] of Object.entries(COLLECTIONS)) {
		if (filledIn.every(({ path }) => path !== `${name}.${WHOLE_EXPRESSION_TRACE}`)) continue;
		return invalidRequest(
			`${title} cannot be one expression`,
			`Add each option by itself: all but ${withoutExpression} take an expression of their own.`,
		).failure;
	}
	return null;
}

type Resolver = (
	parameters: readonly FilledInParameter[],
	itemIndex: number,
	known: ItemParameters,
) => ItemParameters;

/** What is already known, and these parameters besides. */
function createResolver(context: IExecuteFunctions, fields: Fields): Resolver {
	return (parameters, itemIndex, known) => {
		const query: Record<string, unknown> = { ...known.query };
		const options: Record<string, unknown> = { ...known.options };
		let { unreadable } = known;
		for (const { name, path, isModelsChoice } of parameters) {
			try {
				// Undefined would count as left empty; an expression that yields nothing is not that.
				const value = context.getNodeParameter(path, itemIndex, '') ?? '';
				// What a model may leave out comes as a blank text, and is left empty.
				if (isModelsChoice && isBlank(value)) continue;
				const target = Object.hasOwn(SHARED_FIELDS, name) ? options : query;
				target[name] = value;
			} catch {
				unreadable ??= describeUnreadable(fields[name]?.label ?? name);
			}
		}
		return { query, options, unreadable };
	};
}

function describeUnreadable(label: string): Failure {
	return invalidRequest(
		`The expression in ${label} cannot be evaluated`,
		'Open the node, check the expression, and whether the nodes it refers to have run.',
	).failure;
}
