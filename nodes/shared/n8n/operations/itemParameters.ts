import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { CHECK_OPTION_NAMES } from '../../check/options';
import type { Fields } from '../../input/fields';
import { invalidRequest, type Refusal } from '../../failure/failure';
import { WATCH_FIELD_NAMES } from '../../watch/options';
import { WHOLE_EXPRESSION_TRACE } from '../description/properties';

/** The parameters of one item, expressions resolved. */
export interface ItemParameters {
	/** The vendor's own parameters, its own options among them. */
	readonly query: Fields;
	/** The limits and options that all vendors share. */
	readonly options: Fields;
	/** The first parameter whose expression throws. */
	readonly unreadable: Refusal | null;
}

export type ParameterReader = (itemIndex: number) => ItemParameters;

/**
 * Returns what resolves the parameters of an item; an expression that throws is told, not thrown.
 * An expression costs 0.9 ms on a server (measured, n8n 2.41.1), and asking for anything else is not
 * free: so what is no expression is asked for once.
 */
export function parameterReader(context: IExecuteFunctions): ParameterReader {
	const filledIn = filledInParameters(context.getNode());
	if (filledIn.some(({ path }) => path === `options.${WHOLE_EXPRESSION_TRACE}`)) {
		return () => ({ ...NOTHING, unreadable: OPTIONS_AS_ONE_EXPRESSION });
	}
	const plain = filledIn.filter(({ isExpression }) => !isExpression);
	const expressions = filledIn.filter(({ isExpression }) => isExpression);
	const shared = resolved(context, plain, 0, NOTHING);
	if (expressions.length === 0) return () => shared;
	return (itemIndex) => resolved(context, expressions, itemIndex, shared);
}

interface FilledInParameter {
	readonly name: string;
	/** Such as `username` or `options.timeout`. */
	readonly path: string;
	readonly isExpression: boolean;
}

const NOT_A_FIELD = new Set(['resource', 'operation', 'options']);

/** The parameters that are filled in, be it by an expression that yields nothing. */
function filledInParameters({ parameters }: INode): readonly FilledInParameter[] {
	const fields = filledInOf(parameters, '').filter(({ name }) => !NOT_A_FIELD.has(name));
	return [...fields, ...filledInOf(parameters['options'], 'options.')];
}

function filledInOf(parameters: unknown, folder: string): readonly FilledInParameter[] {
	if (typeof parameters !== 'object' || parameters === null) return [];
	return Object.entries(parameters).flatMap(([name, value]: [string, unknown]) =>
		value === '' || value === undefined || value === null
			? []
			: [{ name, path: folder + name, isExpression: mayBeExpression(value) }],
	);
}

/**
 * n8n evaluates what begins with an equals sign (n8n-workflow's `isExpression`, which 1.96 does not
 * export). An object, which no field here has, could hold such a text inside.
 */
function mayBeExpression(value: unknown): boolean {
	return typeof value === 'object' || (typeof value === 'string' && value.startsWith('='));
}

const NOTHING: ItemParameters = { query: {}, options: {}, unreadable: null };

const OPTIONS_AS_ONE_EXPRESSION = invalidRequest(
	'Options cannot be one expression',
	'Add each option by itself: all but Concurrency take an expression of their own.',
).refusal;

const SHARED: ReadonlySet<string> = new Set([...CHECK_OPTION_NAMES, ...WATCH_FIELD_NAMES]);

/** What is already known, and these parameters besides. */
function resolved(
	context: IExecuteFunctions,
	parameters: readonly FilledInParameter[],
	itemIndex: number,
	known: ItemParameters,
): ItemParameters {
	const query: Record<string, unknown> = { ...known.query };
	const options: Record<string, unknown> = { ...known.options };
	let { unreadable } = known;
	for (const { name, path } of parameters) {
		try {
			const target = SHARED.has(name) ? options : query;
			// Undefined would count as left empty; an expression that yields nothing is not that.
			target[name] = context.getNodeParameter(path, itemIndex, '') ?? '';
		} catch {
			unreadable ??= unreadableParameter(name);
		}
	}
	return { query, options, unreadable };
}

function unreadableParameter(name: string): Refusal {
	return invalidRequest(
		`The expression in ${titleOf(name)} cannot be evaluated`,
		'Open the node, check the expression, and whether the nodes it refers to have run.',
	).refusal;
}

/** The title under which people see a parameter: `clientId` is "Client ID". A test holds it against the editor. */
export function titleOf(name: string): string {
	const words = name.replace(/[A-Z]/g, ' $&').replace(/ Id$/, ' ID');
	return words.charAt(0).toUpperCase() + words.slice(1);
}
