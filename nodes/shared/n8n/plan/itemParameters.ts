import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { RUN_FIELDS, WATCH_FIELDS } from '../../alert/policy';
import { CHECK_FIELDS } from '../../check/options';
import { invalidRequest } from '../../failure/error';
import type { Failure } from '../../failure/failure';
import type { Fields, Input } from '../../input/fields';
import { isBlank } from '../../input/readers';
import { TOOL_DESCRIPTION } from '../description/toolDescriptions';
import { WHOLE_EXPRESSION_TRACE } from '../description/wholeExpression';

/** The parameters of one item, expressions resolved. */
export interface ItemParameters {
	/** The vendor's own parameters, its own options among them. */
	readonly query: Input;
	/** The limits and options that all vendors share. */
	readonly options: Input;
	/** The account that the item names where its vendor is not asked by it. */
	readonly expectedAccount?: string | null;
	/** The first parameter whose expression throws. */
	readonly unreadable: Failure | null;
}

/** What all vendors share. */
const SHARED_FIELDS: Fields = { ...CHECK_FIELDS, ...WATCH_FIELDS };

/** A collection of parameters, whose members take expressions while it takes none itself. */
export interface ParameterCollection {
	readonly title: string;
	/** Its members that take none either. */
	readonly withoutExpression: string | null;
}

/** The collections that every node has, by their names. */
const COLLECTIONS = {
	options: { title: 'Options', withoutExpression: 'Concurrency' },
	alertOptions: {
		title: 'Alert Options',
		withoutExpression: 'Combine Events, Keep State In and Sample Event',
	},
};

/** What is read once for the run, where it is used. */
const FIELDS_OF_RUN = ['operation', TOOL_DESCRIPTION, ...Object.keys(RUN_FIELDS)];

/** The parameters by which a node asks, besides those that all nodes share. */
export interface QueryParameters {
	/** What they fill in. */
	readonly fields: Fields;
	/** The field that a parameter fills in, or null where it is none of them: then it is not read. */
	readonly findField: (parameter: string) => string | null;
	/** The collections among them, by their names. */
	readonly collections: Readonly<Record<string, ParameterCollection>>;
}

/** A node whose parameters are called as the fields that they fill in. */
export function createQueryParameters(fields: Fields): QueryParameters {
	return {
		fields,
		findField: (parameter) => (Object.hasOwn(fields, parameter) ? parameter : null),
		collections: {},
	};
}

export type ParameterReader = (itemIndex: number) => ItemParameters;

const NOTHING: ItemParameters = { query: {}, options: {}, unreadable: null };

/**
 * Returns what resolves the parameters of an item; an expression that throws is told, not thrown.
 * An expression costs 0.9 ms on a server (measured, n8n 2.41.1), and asking for anything else is not
 * free: so what is no expression is asked for once.
 */
export function createParameterReader(
	context: IExecuteFunctions,
	query: QueryParameters,
): ParameterReader {
	const collections = { ...COLLECTIONS, ...query.collections };
	const filledIn = listFilledIn(context.getNode(), Object.keys(collections));
	const unreadable = findWholeExpression(filledIn, collections);
	if (unreadable !== null) return () => ({ ...NOTHING, unreadable });
	const needed = filledIn.flatMap((parameter) => identify(parameter, query) ?? []);
	const plain = needed.filter(({ isExpression }) => !isExpression);
	const expressions = needed.filter(({ isExpression }) => isExpression);
	const shared = resolve(context, plain, 0, NOTHING);
	if (expressions.length === 0) return () => shared;
	return (itemIndex) => resolve(context, expressions, itemIndex, shared);
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
function listFilledIn(
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
function mayBeExpression(value: unknown): boolean {
	return typeof value === 'object' || (typeof value === 'string' && value.startsWith('='));
}

/** As n8n finds it (n8n-workflow's `extractFromAICalls`, 2.41.1). */
const MODELS_CHOICE = /\$fromAI\b/i;

function isModelsChoice(value: unknown): boolean {
	return typeof value === 'string' && MODELS_CHOICE.test(value);
}

/** Refuses a collection that is one whole expression; null where there is none. */
function findWholeExpression(
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

/** A parameter, and the field that it fills in. */
interface IdentifiedParameter extends FilledInParameter {
	readonly target: 'query' | 'options';
	readonly field: string;
	/** As the editor shows the field. */
	readonly label: string;
}

/** Null where the item does not need it. */
function identify(
	parameter: FilledInParameter,
	{ fields, findField }: QueryParameters,
): IdentifiedParameter | null {
	const { name } = parameter;
	if (FIELDS_OF_RUN.includes(name)) return null;
	const shared = Object.hasOwn(SHARED_FIELDS, name) ? SHARED_FIELDS[name] : undefined;
	if (shared !== undefined) {
		return { ...parameter, target: 'options', field: name, label: shared.label };
	}
	const field = findField(name);
	if (field === null) return null;
	return { ...parameter, target: 'query', field, label: fields[field]?.label ?? field };
}

/** What is already known, and these parameters besides. */
function resolve(
	context: IExecuteFunctions,
	parameters: readonly IdentifiedParameter[],
	itemIndex: number,
	known: ItemParameters,
): ItemParameters {
	const values: Record<IdentifiedParameter['target'], Record<string, unknown>> = {
		query: { ...known.query },
		options: { ...known.options },
	};
	let { unreadable } = known;
	for (const { path, target, field, label, isModelsChoice } of parameters) {
		try {
			// Undefined would count as left empty; an expression that yields nothing is not that.
			const value = context.getNodeParameter(path, itemIndex, '') ?? '';
			// What a model may leave out comes as a blank text, and is left empty.
			if (!isModelsChoice || !isBlank(value)) values[target][field] = value;
		} catch {
			unreadable ??= describeUnreadable(label);
		}
	}
	return { ...values, unreadable };
}

/** Tells of an expression that throws. */
export function describeUnreadable(label: string): Failure {
	return invalidRequest(
		`The expression in ${label} cannot be evaluated`,
		'Open the node, check the expression, and whether the nodes it refers to have run.',
	).failure;
}
