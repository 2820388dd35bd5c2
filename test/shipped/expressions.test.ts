import type { IDataObject } from 'n8n-workflow';
import { createBalanceEngine } from '../engine/accountBalance';
import type { Engine } from '../engine/engine';
import { PROFILES } from '../vendors/profiles';
import { keysIn, shippedExpressions, type ShippedExpression } from './expressions';
import { makeShippedItems, type ShippedItems } from './items';

type Kind = keyof ShippedItems;

/** Which items come to the nodes of the examples that have expressions. */
const ITEMS_AT: Readonly<Record<string, readonly Kind[]>> = {
	'examples/agent-which-account-runs-dry.json, Balance Agent': ['chat'],
	'examples/agent-which-account-runs-dry.json, All Accounts': ['toolCalls'],
	'examples/agent-which-account-runs-dry.json, M4 User': ['toolCalls'],
	'examples/agent-which-account-runs-dry.json, iGsend Client': ['toolCalls'],
	'examples/daily-digest-by-e-mail.json, Line': ['balances', 'failed'],
	'examples/daily-digest-by-e-mail.json, Send Digest': ['lines'],
	'examples/five-balances.json, Table': ['balances', 'failed'],
	'examples/low-balance-to-slack.json, Tell the Team': ['watched', 'combined'],
	'examples/many-m4-users-from-a-sheet.json, Kolmisoft M4': ['rows'],
	'examples/many-m4-users-from-a-sheet.json, Balances': ['balances'],
	'examples/many-m4-users-from-a-sheet.json, Not Read': ['failedRows'],
	'examples/watch-accounts-from-a-sheet.json, Kolmisoft M4': ['rows'],
	'examples/watch-accounts-from-a-sheet.json, What Happened': ['watched'],
	'examples/watch-accounts-from-a-sheet.json, Low': ['watched'],
	'examples/watch-accounts-from-a-sheet.json, Recovered': ['watched'],
	'examples/watch-accounts-from-a-sheet.json, Check Fails': ['watched'],
};

/** The same of those that pages show. */
const ITEMS_FOR: Readonly<Record<string, readonly Kind[]>> = {
	'={{ $json.text }}': ['watched', 'combined'],
	'={{ $json.threshold }}': ['rows'],
	'={{ $json.username }}': ['rows'],
	"={{ $fromAI('account', 'Whose balance', 'string', '') }}": ['toolCalls'],
};

/** The parameters whose text somebody reads. */
const MESSAGES: ReadonlySet<string> = new Set([
	'examples/agent-which-account-runs-dry.json, Balance Agent, options.systemMessage',
	'examples/daily-digest-by-e-mail.json, Line, assignments.assignments.0.value',
	'examples/daily-digest-by-e-mail.json, Send Digest, subject',
	'examples/daily-digest-by-e-mail.json, Send Digest, text',
	'examples/low-balance-to-slack.json, Tell the Team, text',
	'examples/watch-accounts-from-a-sheet.json, Low, text',
	'examples/watch-accounts-from-a-sheet.json, Recovered, text',
	'examples/watch-accounts-from-a-sheet.json, Check Fails, subject',
	'examples/watch-accounts-from-a-sheet.json, Check Fails, text',
]);

/** What a message says where something was not there, or was no text. */
const NO_WORDS = /undefined|\bnull\b|NaN|\[object|Invalid|\[ERROR/;

/** Some eighty runs: a moment, but on a machine that is busy. */
const MILLISECONDS_TO_MAKE_ITEMS = 60_000;

const EXPRESSIONS = shippedExpressions();

let engine: Engine;
let items: ShippedItems;

beforeAll(async () => {
	engine = await createBalanceEngine();
	items = await makeShippedItems();
}, MILLISECONDS_TO_MAKE_ITEMS);

function kindsAt({ place, parameter, value }: ShippedExpression): readonly Kind[] | undefined {
	return parameter === null ? ITEMS_FOR[value] : ITEMS_AT[place];
}

function itemsFor(expression: ShippedExpression): readonly IDataObject[] {
	return (kindsAt(expression) ?? []).flatMap((kind) => items[kind]);
}

/** What n8n's engine makes of it, for each item that comes there. */
async function render(value: string, input: readonly IDataObject[]): Promise<readonly unknown[]> {
	const position = [0, 0];
	const trigger = {
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position,
		parameters: {},
	};
	const parameters = { assignments: { assignments: [{ name: 'rendered', value }] } };
	const { run, outputs } = await engine.run(
		{
			nodes: [
				{ name: 'Sheet', ...trigger },
				{ name: 'Render', type: 'n8n-nodes-base.set', typeVersion: 3.4, position, parameters },
			],
			connections: { Sheet: { main: [[{ node: 'Render', type: 'main', index: 0 }]] } },
		},
		{ credentials: [], input },
	);
	expect(run.data.resultData.error).toBeUndefined();
	return (outputs('Render')[0] ?? []).map(({ json }) => json['rendered']);
}

function has(item: IDataObject, path: string): boolean {
	const names = path.split('.');
	let value: unknown = item;
	for (const name of names) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false;
		value = Reflect.get(value, name);
	}
	return true;
}

test('every expression is known, by the items that come to it, and none is forgotten', () => {
	const unknown = EXPRESSIONS.filter((expression) => kindsAt(expression) === undefined);
	expect(unknown).toEqual([]);
	const places = new Set(EXPRESSIONS.map(({ place }) => place));
	expect(Object.keys(ITEMS_AT).filter((place) => !places.has(place))).toEqual([]);
	const values = new Set(EXPRESSIONS.map(({ value }) => value));
	expect(Object.keys(ITEMS_FOR).filter((value) => !values.has(value))).toEqual([]);
	const named = new Set(EXPRESSIONS.map(({ place, parameter }) => `${place}, ${parameter}`));
	expect([...MESSAGES].filter((message) => !named.has(message))).toEqual([]);
});

test('the items are of every event and every vendor', () => {
	const events = new Set(items.watched.map(({ event, status }) => `${event} ${status}`));
	expect([...events].sort()).toEqual([
		'checkFailing failing',
		'checkWorking ok',
		'critical critical',
		'low low',
		'none low',
		'none ok',
		'recovered ok',
		'reminder failing',
		'reminder low',
	]);
	expect(items.watched.filter(({ daysLeft }) => daysLeft !== undefined)).not.toEqual([]);
	expect(new Set(items.balances.map(({ vendor }) => vendor)).size).toBe(PROFILES.length);
	expect(items.failed).toHaveLength(PROFILES.length);
	expect(items.failedRows).toHaveLength(PROFILES.length);
	expect(items.combined.length).toBeGreaterThan(0);
});

describe.each(EXPRESSIONS.map((expression) => [expression.place, expression] as const))(
	'%s',
	(place, expression) => {
		const { value, parameter } = expression;

		test(`${value.slice(0, 60)} is evaluated, for every item that comes there`, async () => {
			const input = itemsFor(expression);
			expect(input).not.toEqual([]);
			const rendered = await render(value, input);
			expect(rendered).toHaveLength(input.length);
			expect(rendered.filter((each) => each === undefined)).toEqual([]);
			const texts = rendered.filter((each) => typeof each === 'string');
			expect(texts.filter((text) => NO_WORDS.test(text))).toEqual([]);
			if (!MESSAGES.has(`${place}, ${parameter}`)) return;
			expect(texts).toHaveLength(input.length);
			expect(texts.filter((text) => text.trim() === '')).toEqual([]);
		});

		test(`${value.slice(0, 60)} reads keys that there are`, () => {
			const input = itemsFor(expression);
			const missing = keysIn(expression).filter((key) => !input.some((item) => has(item, key)));
			expect(missing).toEqual([]);
		});
	},
);

test('every event of the watched sheet goes one way, and only what happened goes any', async () => {
	const conditions = EXPRESSIONS.filter(({ place }) => place.endsWith(', What Happened'));
	const rendered = await Promise.all(
		conditions.map(async ({ value }) => await render(value, items.watched)),
	);
	const ways = items.watched.map(({ event, status }, index) => {
		const way = rendered.flatMap((values, number) => (values[index] === true ? [number] : []));
		return [event, status, way];
	});
	const [low, recovered, check] = [[0], [1], [2]];
	expect(new Set(ways.map((way) => JSON.stringify(way)))).toEqual(
		new Set(
			[
				['low', 'low', low],
				['critical', 'critical', low],
				['reminder', 'low', low],
				['recovered', 'ok', recovered],
				['checkFailing', 'failing', check],
				['reminder', 'failing', check],
				['checkWorking', 'ok', check],
				['none', 'ok', []],
				['none', 'low', []],
			].map((way) => JSON.stringify(way)),
		),
	);
});
