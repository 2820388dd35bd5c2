import type { INodeProperties } from 'n8n-workflow';
import { AccountBalance } from '../../nodes/AccountBalance/AccountBalance.node';
import { ALERT_OPTIONS, LIMITS, SHARED_OPTIONS } from '../package/contract';
import { choicesOf, isProperty } from '../package/descriptionEntries';
import { ALL_PROFILES } from '../vendors/profiles';

const { properties, credentials, name, displayName, usableAsTool } = new AccountBalance()
	.description;

const IDS = ALL_PROFILES.map(({ id }) => id).sort();

function findProperty(wanted: string): INodeProperties {
	const found = properties.find((property) => property.name === wanted);
	if (found === undefined) throw new Error(`There is no parameter ${wanted}`);
	return found;
}

function listMembers(collection: string): readonly INodeProperties[] {
	return (findProperty(collection).options ?? []).filter(isProperty);
}

it('is called what saved workflows rely on, and serves agents', () => {
	expect([name, displayName, usableAsTool]).toEqual(['accountBalance', 'Account Balance', true]);
});

it('has the parameters that saved workflows rely on, in the order in which people see them', () => {
	expect(properties.map((property) => property.name)).toEqual([
		'vendor',
		'operation',
		'toolDescription',
		'toolDescription',
		'account',
		'customBalance',
		...Object.keys(LIMITS),
		'alertOptions',
		'options',
	]);
});

it('offers every vendor and what comes with the input, by their names', () => {
	const { options = [], type, noDataExpression } = findProperty('vendor');
	const titles = options.map((option) => option.name);
	expect([type, noDataExpression]).toEqual(['options', undefined]);
	expect(choicesOf(findProperty('vendor'))?.sort()).toEqual([...IDS, 'custom'].sort());
	expect(titles).toEqual([...titles].sort((first, second) => first.localeCompare(second, 'en')));
	expect(titles).toContain('Custom (Values From Input)');
	expect(IDS).toContain(findProperty('vendor').default);
});

it('hides nothing by the vendor, since the editor deletes what it hides', () => {
	const all = [...properties, ...properties.flatMap(({ options = [] }) => options)];
	const hiding = all.filter(isProperty).flatMap(({ displayOptions }) => {
		return [...Object.keys(displayOptions?.show ?? {}), ...Object.keys(displayOptions?.hide ?? {})];
	});
	expect([...new Set(hiding)].sort()).toEqual(['@tool', 'operation']);
});

it('takes a credential of every vendor, none of which is required', () => {
	const expected = IDS.map((id) => ({
		name: `${id}Api`,
		required: false,
		displayOptions: { show: { vendor: [id], operation: ['getBalance', 'watchBalance'] } },
	}));
	expect([...(credentials ?? [])].sort((a, b) => a.name.localeCompare(b.name))).toEqual(expected);
});

it('takes a balance from the input as a text, since a number that is left alone reads 0', () => {
	const members = listMembers('customBalance').filter(({ type }) => type !== 'hidden');
	expect(members.map((member) => [member.name, member.type, member.default])).toEqual([
		['balance', 'string', ''],
		['creditLimit', 'string', ''],
		['currency', 'string', ''],
		['service', 'string', ''],
		['unit', 'string', 'money'],
	]);
});

it('has the options of all nodes, and those of every vendor under its id', () => {
	const own = ALL_PROFILES.flatMap(({ id, contract }) =>
		Object.keys({ ...contract.parameters, ...contract.options })
			.filter((field) => field !== contract.shownInSubtitle)
			.map((field) => `${id}${field.charAt(0).toUpperCase()}${field.slice(1)}`),
	);
	expect(
		listMembers('options')
			.map((option) => option.name)
			.sort(),
	).toEqual([...Object.keys(SHARED_OPTIONS), ...own].sort());
	expect(
		listMembers('alertOptions')
			.map((option) => option.name)
			.sort(),
	).toEqual(Object.keys(ALERT_OPTIONS).sort());
	expect(own).toEqual(
		expect.arrayContaining([
			'kolmisoftM4CurrencyMode',
			'igSendAmountUnit',
			'sectigoResponseFormat',
		]),
	);
	const titles = listMembers('options').map((option) => option.displayName);
	expect(titles).toEqual(expect.arrayContaining(['M4 Currency Mode', 'iGsend Amount Unit']));
	expect(new Set(titles).size).toBe(titles.length);
});
