import {
	NodeConnectionTypes,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeProperties,
} from 'n8n-workflow';
import { AccountBalance } from '../../nodes/AccountBalance/AccountBalance.node';
import { TOOL_DESCRIPTION } from '../../nodes/shared/n8n/description/toolDescriptions';
import manifest from '../../package.json';
import { createBalanceEngine } from '../engine/accountBalance';
import type { FieldContract } from '../vendors/fieldContract';
import { VENDORS } from '../vendors/registry';
import {
	ALERT_OPTIONS,
	COLLECTIONS,
	CONTRACTS,
	LIMITS,
	OPERATION,
	SHARED_OPTIONS,
	type VendorContract,
} from './contract';
import { choicesOf, isProperty } from './descriptionEntries';

const MIXED = [new AccountBalance(), new AccountBalance()].map(({ description }, index) => ({
	owner: `AccountBalance ${index}`,
	value: description,
}));

const OBJECTS = [
	...MIXED,
	...VENDORS.flatMap(({ className, createNode, createCredential }) => [
		...[createNode(), createNode()].map(({ description }, index) => ({
			owner: `${className} ${index}`,
			value: description,
		})),
		...[createCredential(), createCredential()].map(({ icon, properties }, index) => ({
			owner: `${className}Api ${index}`,
			value: { icon, properties },
		})),
	]),
];

describe.each(CONTRACTS)('$displayName', (contract) => {
	const { description, credential } = subjectsOf(contract);

	test('has the credential fields that saved credentials rely on', () => {
		const fields = credential.properties.filter(({ type }) => type !== 'notice');
		expect(contractOf(fields)).toEqual(contract.credentialFields);
		expect(credential.documentationUrl).toMatch(/^https:\/\//);
	});

	test('has the parameters that saved workflows rely on', () => {
		const fields = description.properties.filter(
			({ type, name }) => type !== 'collection' && name !== TOOL_DESCRIPTION,
		);
		const promised = { ...OPERATION, ...contract.parameters, ...LIMITS };
		expect(contractOf(fields)).toEqual(promised);
		expect(fields.map(({ name }) => name)).toEqual(Object.keys(promised));
	});

	test('has the options that saved workflows rely on, those of alerts apart', () => {
		const collections = description.properties.filter(({ type }) => type === 'collection');
		const shown = collections.map((collection) => {
			const { shownFor } = fieldContractOf(collection);
			return [collection.name, shownFor === undefined ? {} : { shownFor }];
		});
		expect(shown).toEqual(Object.entries(COLLECTIONS));
		expect(collections.map(({ default: preset }) => preset)).toEqual([{}, {}]);
		expect(collections.map((collection) => contractOf(propertiesIn(collection)))).toEqual([
			ALERT_OPTIONS,
			{ ...SHARED_OPTIONS, ...contract.options },
		]);
	});

	test('is named after the vendor, whichever action it is added by', () => {
		expect(description).toMatchObject({
			skipNameGeneration: true,
			defaults: { name: contract.displayName },
		});
	});

	test('shows its actions in the panel, which a parameter named resource would prevent', () => {
		const names = description.properties.map(({ name }) => name.toLowerCase());
		expect(names).not.toContain('resource');
		const [operation] = description.properties.filter(({ name }) => name === 'operation');
		expect(operation?.options).toMatchObject([
			{ value: 'getBalance', action: 'Get balance' },
			{ value: 'watchBalance', action: 'Watch balance' },
		]);
	});

	test('is one node with one input and one output, for agents too', () => {
		expect(description).toMatchObject({
			version: 1,
			usableAsTool: true,
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			defaults: { name: contract.displayName },
		});
		expect(description).not.toHaveProperty('polling');
	});

	test('shows its operation under its name, and whose balance it reads', async () => {
		const { shownInSubtitle } = contract;
		expect(await subtitleOf(contract, {})).toBe('Get balance');
		expect(await subtitleOf(contract, { operation: 'watchBalance' })).toBe('Watch balance');
		if (shownInSubtitle === undefined) return;
		expect(await subtitleOf(contract, { [shownInSubtitle]: 'somebody' })).toBe(
			'Get balance: somebody',
		);
		const watch = { operation: 'watchBalance' };
		expect(await subtitleOf(contract, { ...watch, [shownInSubtitle]: 'acme' })).toBe(
			'Watch balance: acme',
		);
		expect(await subtitleOf(contract, { ...watch, [shownInSubtitle]: '={{ $json.user }}' })).toBe(
			'Watch balance',
		);
	});
});

test('no two nodes or credentials share an object, since n8n changes descriptions while loading', () => {
	const owners = new Map<object, string>();
	const shared = OBJECTS.flatMap(({ owner, value }) =>
		objectsIn(owner, value).flatMap(([place, object]) => {
			const first = owners.get(object);
			owners.set(object, place);
			return first === undefined ? [] : [`${first} = ${place}`];
		}),
	);
	expect(shared).toEqual([]);
	expect(owners.size).toBeGreaterThan(OBJECTS.length);
});

function subjectsOf({ className }: VendorContract) {
	const vendor = VENDORS.find((each) => each.className === className);
	if (vendor === undefined) throw new Error(`nodes/ lacks ${className}`);
	return { description: vendor.createNode().description, credential: vendor.createCredential() };
}

function contractOf(properties: readonly INodeProperties[]): Record<string, FieldContract> {
	return Object.fromEntries(
		properties.map((property) => [property.name, fieldContractOf(property)]),
	);
}

function fieldContractOf(property: INodeProperties): FieldContract {
	const { default: preset, required, typeOptions, noDataExpression, displayOptions } = property;
	const shownFor = displayOptions?.show ?? {};
	const choices = choicesOf(property);
	const { minValue, maxValue } = typeOptions ?? {};
	return {
		// The cast: fields have plain defaults; another one differs from every contract.
		default: preset as FieldContract['default'],
		...(typeOptions?.password === true ? { masked: true } : {}),
		...(required === true ? { required } : {}),
		...(choices === undefined ? {} : { choices: choices.sort() }),
		...(minValue === undefined || maxValue === undefined ? {} : { bounds: [minValue, maxValue] }),
		...(noDataExpression === true ? { fixed: true } : {}),
		...(Object.keys(shownFor).length === 0 ? {} : { shownFor }),
	};
}

function propertiesIn({ options = [] }: INodeProperties): INodeProperties[] {
	return options.filter(isProperty);
}

/** Every object and array within a value, itself included, with the path that leads there. */
function objectsIn(place: string, value: unknown): Array<readonly [place: string, object]> {
	if (typeof value !== 'object' || value === null) return [];
	const inner = Object.entries(value).flatMap(([key, member]) =>
		objectsIn(`${place}.${key}`, member),
	);
	return [[place, value], ...inner];
}

/** The subtitle as n8n's editor computes it, without any data. */
async function subtitleOf(contract: VendorContract, parameters: INodeParameters): Promise<unknown> {
	const { nodeTypes } = await createBalanceEngine();
	const node: INode = {
		id: '1',
		name: 'Balance',
		type: `${manifest.name}.${contract.id}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const { expression } = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await expression.acquireIsolate();
	try {
		const { subtitle } = subjectsOf(contract).description;
		return expression.getSimpleParameterValue(node, subtitle, 'internal', {});
	} finally {
		await expression.releaseIsolate();
	}
}
