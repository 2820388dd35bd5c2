import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { CHECK_OPTION_NAMES } from '../core/checkOptions';
import type { Fields } from '../core/fields';
import { invalidRequest, type Refusal } from '../core/refusal';

/** The parameters of one item, expressions resolved. */
export interface ItemParameters {
	/** The vendor's own parameters, its own options among them. */
	readonly query: Fields;
	/** The options that all vendors share. */
	readonly options: Fields;
	/** The first parameter whose expression throws. */
	readonly unreadable: Refusal | null;
}

/** Which parameters a node has set; the same for every item of a run. */
export interface ParameterNames {
	/** Paths such as `username` or `options.timeout`, without those left empty. */
	readonly paths: readonly string[];
}

const NOT_A_FIELD = new Set(['resource', 'operation', 'options']);
const SHARED_OPTIONS: ReadonlySet<string> = new Set(CHECK_OPTION_NAMES);

/** The parameters that are filled in, be it by an expression that yields nothing. */
export function filledInParameters({ parameters }: INode): ParameterNames {
	const options = parameters['options'];
	return {
		paths: [
			...filledIn(parameters).filter((name) => !NOT_A_FIELD.has(name)),
			...filledIn(options).map((name) => `options.${name}`),
		],
	};
}

function filledIn(parameters: unknown): string[] {
	if (typeof parameters !== 'object' || parameters === null) return [];
	return Object.entries(parameters).flatMap(([name, value]) =>
		value === '' || value === undefined || value === null ? [] : [name],
	);
}

/** Resolves the parameters of one item; an expression that throws is told, not thrown. */
export function itemParameters(
	context: IExecuteFunctions,
	{ paths }: ParameterNames,
	itemIndex: number,
): ItemParameters {
	const query: Record<string, unknown> = {};
	const options: Record<string, unknown> = {};
	let unreadable: Refusal | null = null;
	for (const path of paths) {
		const name = path.replace('options.', '');
		try {
			const target = SHARED_OPTIONS.has(name) ? options : query;
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
