import { AccountBalance } from '../../nodes/AccountBalance/AccountBalance.node';
import { CHECK_FIELDS } from '../../nodes/shared/check/options';
import { WATCH_FIELDS } from '../../nodes/shared/alert/policy';
import { VENDORS } from '../vendors/registry';
import { choicesOf, entriesIn, isProperty, titleOf, type Entry } from './descriptionEntries';

/** The longest hint that n8n's editor shows in full. */
const LONGEST_HINT = 120;

const SMALL_WORDS = ['a', 'an', 'and', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to', 'with'];

/** Vendors write themselves as they like. */
const VENDOR_NAMES = VENDORS.map(({ adapter }) => adapter.name);

/** A text that people see, with the place where it stands. */
type PlacedText = readonly [place: string, text: string];

const MIXED = new AccountBalance().description;

const ENTRIES = [
	...entriesIn('AccountBalance', MIXED.properties),
	...VENDORS.flatMap(({ className, createNode, createCredential }) => [
		...entriesIn(className, createNode().description.properties),
		...entriesIn(`${className}Api`, createCredential().properties),
	]),
];

const PROPERTIES = ENTRIES.flatMap(({ place, entry }) =>
	isProperty(entry) ? [{ place, property: entry }] : [],
);

const TITLES = textsOf((entry) => (isNotice(entry) ? undefined : titleOf(entry)));
const NOTICES = textsOf((entry) => (isNotice(entry) ? titleOf(entry) : undefined));
const PLACEHOLDERS = textsOf((entry) => (isProperty(entry) ? entry.placeholder : undefined));
const ACTIONS = textsOf((entry) => ('action' in entry ? entry.action : undefined));

const DESCRIPTIONS: readonly PlacedText[] = [
	...textsOf((entry) => ('description' in entry ? entry.description : undefined)),
	['AccountBalance', MIXED.description],
	...VENDORS.map(
		({ className, createNode }) => [className, createNode().description.description] as const,
	),
];

const HINTS: readonly PlacedText[] = [
	...textsOf((entry) => (isProperty(entry) ? entry.hint : undefined)),
	...VENDORS.flatMap(({ className, createNode }) =>
		(createNode().description.hints ?? []).map(({ message }) => [className, message] as const),
	),
];

/** What no item has a value of its own for. */
const NO_FIELDS = new Set(['operation', 'options', 'alertOptions', 'length', 'toolDescription']);

/** The numbers that have a unit, with what the title says of it; messages leave it out, since they name it where it matters. */
const UNITS: ReadonlyArray<readonly [field: string, unit: string]> = [
	['remindEvery', ' (Hours)'],
	['timeout', ' (Milliseconds)'],
];

/** The numbers that count things, which the title names. */
const COUNTS = ['checksBeforeAlert', 'concurrency', 'failuresBeforeAlert', 'retries'];

describe('fields', () => {
	test('and choices have names of their own', () => {
		// Of fields that are never shown together, two may have the same.
		const places = ENTRIES.map(({ place, entry }) => {
			const shown = isProperty(entry) ? entry.displayOptions?.show : undefined;
			return [place, JSON.stringify(shown?.['operation'] ?? 'always')].join(' ');
		});
		expect(places).toEqual([...new Set(places)]);
	});

	test('have a default of their own type', () => {
		const wrong = PROPERTIES.filter(({ property }) => {
			const { type, default: preset } = property;
			if (type === 'collection') return false;
			if (type === 'options') return !choicesOf(property)?.includes(String(preset));
			const isText = ['string', 'dateTime'].includes(type);
			return !['notice', 'hidden'].includes(type) && typeof preset !== (isText ? 'string' : type);
		});
		expect(placesOf(wrong)).toEqual([]);
	});

	test.each(VENDORS.map((vendor) => [vendor.className, vendor] as const))(
		'of %s are called in messages what they are called in the editor',
		(_, { adapter, createNode }) => {
			const fields = { ...adapter.queryFields, ...CHECK_FIELDS, ...WATCH_FIELDS };
			const inMessages = Object.entries(fields).map(([name, { label }]) => [name, label]);
			const inEditor = entriesIn('', createNode().description.properties)
				.flatMap(({ entry }) => (isProperty(entry) ? [entry] : []))
				.filter(({ name }) => !NO_FIELDS.has(name))
				.map(({ name, displayName }) => [name, withoutUnit(name, displayName)]);
			expect(inMessages.sort()).toEqual(inEditor.sort());
		},
	);

	test('that are numbers say in their titles what they count, or in which unit', () => {
		const numbers = PROPERTIES.map(({ property }) => property).filter(
			({ type }) => type === 'number',
		);
		const named = numbers.filter(({ name, displayName }) => {
			return UNITS.some(([field, unit]) => field === name && displayName.endsWith(unit));
		});
		expect(new Set(named.map(({ name }) => name))).toEqual(new Set(UNITS.map(([name]) => name)));
		const others = numbers.filter((property) => !named.includes(property));
		expect([...new Set(others.map(({ name }) => name))].sort()).toEqual(COUNTS);
	});

	test('are optional by default, and then do not say so', () => {
		const explicit = PROPERTIES.filter(({ property }) => property.required === false);
		expect(placesOf(explicit)).toEqual([]);
	});

	test('take examples as placeholders', () => {
		const wrong = PROPERTIES.filter(({ property: { placeholder, type } }) =>
			type === 'collection'
				? placeholder !== 'Add option'
				: !/^e\.g\. ./.test(placeholder ?? 'e.g. x'),
		);
		expect(placesOf(wrong)).toEqual([]);
	});

	test('with a switch say whether', () => {
		const wrong = PROPERTIES.filter(
			({ property: { type, description } }) =>
				type === 'boolean' && !description?.startsWith('Whether '),
		);
		expect(placesOf(wrong)).toEqual([]);
	});

	test('are sorted by what people read, and so are their choices', () => {
		const lists = PROPERTIES.filter(({ property }) => property.options !== undefined);
		expect(lists).not.toEqual([]);
		for (const { place, property } of lists) {
			const titles = (property.options ?? []).map(titleOf);
			const sorted = [...titles].sort((first, second) => first.localeCompare(second, 'en'));
			expect([place, titles]).toEqual([place, sorted]);
		}
	});
});

describe('texts', () => {
	test('of titles are in title case', () => {
		expect(TITLES.filter(([, text]) => !isTitleCase(text))).toEqual([]);
	});

	test('of descriptions are one sentence that begins with a capital and has no final period', () => {
		const wrong = DESCRIPTIONS.filter(
			([, text]) => !/^[A-Z]/.test(text) || /\.$|\. [A-Z]/.test(text),
		);
		expect(wrong).toEqual([]);
	});

	test('of hints are short enough to be read', () => {
		expect(HINTS.length).toBeGreaterThan(VENDORS.length);
		expect(HINTS.filter(([, text]) => text.length > LONGEST_HINT)).toEqual([]);
	});

	test('of actions are in sentence case', () => {
		expect(new Set(ACTIONS.map(([, text]) => text))).toEqual(
			new Set(['Get balance', 'Watch balance']),
		);
	});

	test('say how to go on, and never of what kind a trouble is', () => {
		const all = [TITLES, DESCRIPTIONS, HINTS, ACTIONS, PLACEHOLDERS, NOTICES].flat();
		const wrong = all.filter(
			([, text]) =>
				// The name of a field that saved workflows refer to.
				text !== 'Failures Before Alert' && /error|problem|failure|mistake/i.test(text),
		);
		expect(wrong).toEqual([]);
	});
});

/** Its title as messages have it. */
function withoutUnit(name: string, displayName: string): string {
	const [, unit] = UNITS.find(([field]) => field === name) ?? [name, ''];
	return displayName.endsWith(unit)
		? displayName.slice(0, displayName.length - unit.length)
		: displayName;
}

function placesOf(entries: ReadonlyArray<{ readonly place: string }>): string[] {
	return entries.map(({ place }) => place);
}

function textsOf(select: (entry: Entry) => string | undefined): PlacedText[] {
	return ENTRIES.flatMap(({ place, entry }) => {
		const text = select(entry);
		return text === undefined ? [] : [[place, text] as const];
	});
}

function isNotice(entry: Entry): boolean {
	return isProperty(entry) && entry.type === 'notice';
}

function isTitleCase(title: string): boolean {
	return title
		.split(' ')
		.every(
			(word, index) =>
				(index > 0 && SMALL_WORDS.includes(word)) ||
				/^\(?[A-Z]/.test(word) ||
				VENDOR_NAMES.includes(word),
		);
}
