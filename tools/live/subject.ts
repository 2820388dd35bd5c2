import type { INodeProperties, INodeType } from 'n8n-workflow';
import type { RegisteredVendor } from '../../test/vendors/registry';
import type { Answers } from './questions';

/** A vendor with its node, and what there is to fill in. */
export interface Subject {
	readonly vendor: RegisteredVendor;
	readonly node: INodeType;
	readonly credentialFields: readonly INodeProperties[];
	/** The vendor's own fields in the node. */
	readonly parameters: readonly INodeProperties[];
	/** The vendor's own among the node's options. */
	readonly options: readonly INodeProperties[];
	/** What the node's other fields are set to, on which it depends which of its own are shown. */
	readonly presets: Answers;
}

/** What was filled in: nothing that is empty or as the editor presets it. */
export interface FilledIn {
	readonly credential: Readonly<Answers>;
	readonly parameters: Readonly<Answers>;
	readonly options: Readonly<Answers>;
}

export function createSubject(vendor: RegisteredVendor): Subject {
	const node = vendor.createNode();
	const { properties } = node.description;
	const own = new Set(Object.keys(vendor.adapter.queryFields));
	const isOwn = ({ name }: INodeProperties) => own.has(name);
	return {
		vendor,
		node,
		credentialFields: vendor.createCredential().properties,
		parameters: properties.filter(isOwn),
		options: listOptions(properties).filter(isOwn),
		presets: Object.fromEntries(
			properties.flatMap(({ name, type, default: preset }) =>
				type === 'options' && !own.has(name) ? [[name, String(preset)]] : [],
			),
		),
	};
}

function listOptions(properties: readonly INodeProperties[]): readonly INodeProperties[] {
	const collection = properties.find(({ name }) => name === 'options');
	return (collection?.options ?? []).flatMap((option) =>
		'displayName' in option && 'type' in option ? [option] : [],
	);
}

/** The answers to these fields, but for what is empty or as the editor presets it. */
export function pickFilledIn(
	fields: readonly INodeProperties[],
	answers: Readonly<Answers>,
): Answers {
	return Object.fromEntries(
		fields.flatMap(({ name, default: preset }) => {
			const answer = answers[name];
			return answer === undefined || answer === '' || answer === preset ? [] : [[name, answer]];
		}),
	);
}

/** What the editor presets in these fields. */
export function listPresets(fields: readonly INodeProperties[]): Answers {
	return Object.fromEntries(fields.map(({ name, default: preset }) => [name, String(preset)]));
}

/** The vendor's own fields, wherever they stand in the node. */
export function toQuery({ parameters, options }: FilledIn): Answers {
	return { ...parameters, ...options };
}
