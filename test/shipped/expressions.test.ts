import type { IDataObject } from 'n8n-workflow';
import { PROFILES } from '../vendors/profiles';
import { expressionsOf, keysIn, shippedExpressions, type ShippedExpression } from './expressions';
import { makeShippedItems, type ShippedItems } from './items';
import { startRenderer, type Renderer } from './render';

type Kind = keyof ShippedItems;

/** The examples that read the same list. */
const LISTS = [
	'watch-a-list',
	'status-board',
	'queue-mode-data-table',
	'queue-mode-sub-workflow',
	'agent-which-accounts-are-low',
];

const AT_LISTS = LISTS.flatMap(
	(name): Array<[string, readonly Kind[]]> => [
		[`examples/${name}.json, Save Row`, ['rows']],
		[`examples/${name}.json, Account Balance`, ['rows']],
	],
);

/**
 * Which items come to the nodes of the examples that have expressions; where a node's parameters read
 * different items, to each of these.
 */
const ITEMS_AT: Readonly<Record<string, readonly Kind[]>> = {
	...Object.fromEntries(AT_LISTS),
	'examples/agent-which-account-runs-dry.json, Balance Agent': ['chat'],
	'examples/agent-which-account-runs-dry.json, All Accounts': ['toolCalls'],
	'examples/agent-which-account-runs-dry.json, M4 User': ['toolCalls'],
	'examples/agent-which-account-runs-dry.json, iGsend Client': ['toolCalls'],
	'examples/agent-which-accounts-are-low.json, Balance Agent': ['chat'],
	'examples/agent-which-accounts-are-low.json, All Accounts': ['toolCalls'],
	'examples/agent-which-accounts-are-low.json, Answer': ['combined'],
	'examples/any-other-api.json, Save Row': ['apiRows'],
	'examples/any-other-api.json, Ask': ['apiRows'],
	'examples/any-other-api.json, Account Balance, account': ['apiRows'],
	'examples/any-other-api.json, Account Balance, threshold': ['apiRows'],
	'examples/any-other-api.json, Account Balance, customBalance.balance': ['replies'],
	'examples/any-other-api.json, Account Balance, customBalance.currency': ['replies'],
	'examples/any-other-api.json, Send Mail': ['combined'],
	'examples/five-balances.json, Table': ['balances', 'failed'],
	'examples/heartbeat.json, Something Happened': ['watched', 'empty'],
	'examples/heartbeat.json, Send Mail': ['watched'],
	'examples/morning-digest.json, Escape': ['boardRows'],
	'examples/morning-digest.json, State': ['boardRows'],
	'examples/morning-digest.json, Row': ['digestStates'],
	'examples/morning-digest.json, Send Digest': ['digest'],
	'examples/queue-mode-data-table.json, Send Mail': ['combined'],
	'examples/queue-mode-data-table.json, Tell Slack': ['combined'],
	'examples/queue-mode-sub-workflow.json, Call Itself': ['empty'],
	'examples/queue-mode-sub-workflow.json, Send Mail': ['combined'],
	'examples/several-credentials.json, Save Row': ['serverRows'],
	'examples/several-credentials.json, Server': ['serverRows'],
	'examples/several-credentials.json, M4 London': ['serverRows'],
	'examples/several-credentials.json, M4 Vienna': ['serverRows'],
	'examples/several-credentials.json, No Such Server': ['serverRows'],
	'examples/several-credentials.json, Send Mail': ['texts'],
	'examples/status-board.json, Board': ['watched'],
	'examples/status-board.json, Something Happened': ['watched'],
	'examples/status-board.json, Send Mail': ['watched'],
	'examples/watch-a-list.json, Send Mail': ['combined'],
	'examples/watch-a-list.json, Tell Slack': ['combined'],
	'examples/watch-one-account.json, Send Mail': ['watched'],
	'examples/watch-one-account.json, Tell Slack': ['watched'],
};

/** The same of those that pages show. */
const ITEMS_FOR: Readonly<Record<string, readonly Kind[]>> = {
	'={{ $json.text }}': ['watched', 'combined'],
	'={{ $json.vendor }}': ['rows'],
	'={{ $json.account }}': ['rows'],
	'={{ $json.threshold }}': ['rows'],
	'={{ $json.balance }}': ['replies'],
	"={{ $('List').item.json.account }}": ['apiRows'],
	"={{ $fromAI('account', 'Whose balance', 'string', '') }}": ['toolCalls'],
};

/** The parameters whose text somebody reads. */
const MESSAGES: ReadonlySet<string> = new Set([
	'examples/agent-which-account-runs-dry.json, Balance Agent, options.systemMessage',
	'examples/agent-which-accounts-are-low.json, Balance Agent, options.systemMessage',
	'examples/any-other-api.json, Send Mail, subject',
	'examples/any-other-api.json, Send Mail, text',
	'examples/heartbeat.json, Send Mail, subject',
	'examples/heartbeat.json, Send Mail, text',
	'examples/morning-digest.json, Row, assignments.assignments.0.value',
	'examples/morning-digest.json, Row, assignments.assignments.1.value',
	'examples/morning-digest.json, Send Digest, subject',
	'examples/morning-digest.json, Send Digest, text',
	'examples/morning-digest.json, Send Digest, html',
	'examples/morning-digest.json, State, assignments.assignments.0.value',
	'examples/queue-mode-data-table.json, Send Mail, subject',
	'examples/queue-mode-data-table.json, Send Mail, text',
	'examples/queue-mode-data-table.json, Tell Slack, text',
	'examples/queue-mode-sub-workflow.json, Send Mail, subject',
	'examples/queue-mode-sub-workflow.json, Send Mail, text',
	'examples/several-credentials.json, No Such Server, assignments.assignments.0.value',
	'examples/several-credentials.json, Send Mail, text',
	'examples/status-board.json, Board, columns.value.status',
	'examples/status-board.json, Board, columns.value.text',
	'examples/status-board.json, Send Mail, subject',
	'examples/status-board.json, Send Mail, text',
	'examples/watch-a-list.json, Send Mail, subject',
	'examples/watch-a-list.json, Send Mail, text',
	'examples/watch-a-list.json, Tell Slack, text',
	'examples/watch-one-account.json, Send Mail, subject',
	'examples/watch-one-account.json, Send Mail, text',
	'examples/watch-one-account.json, Tell Slack, text',
]);

/** What a message says where something was not there, or was no text. */
const NO_WORDS = /undefined|\bnull\b|NaN|\[object|Invalid|\[ERROR/;

/** Some eighty runs: a moment, but on a machine that is busy. */
const MILLISECONDS_TO_MAKE_ITEMS = 60_000;

const EXPRESSIONS = shippedExpressions();

let renderer: Renderer;
let items: ShippedItems;

beforeAll(async () => {
	renderer = await startRenderer();
	items = await makeShippedItems();
}, MILLISECONDS_TO_MAKE_ITEMS);

function kindsAt({ place, parameter, value }: ShippedExpression): readonly Kind[] | undefined {
	if (parameter === null) return ITEMS_FOR[value];
	return ITEMS_AT[`${place}, ${parameter}`] ?? ITEMS_AT[place];
}

function itemsFor(expression: ShippedExpression): readonly IDataObject[] {
	return (kindsAt(expression) ?? []).flatMap((kind) => items[kind]);
}

/** The node whose item an expression asks for by its name. */
const NAMED_NODE = /\$\('(\w+)'\)/;

/** What n8n's engine makes of it, for each item that comes there. */
async function render(value: string, input: readonly IDataObject[]): Promise<readonly unknown[]> {
	const items = await renderer.render({ rendered: value }, input, NAMED_NODE.exec(value)?.[1]);
	return items.map(({ rendered }) => rendered);
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
	const places = new Set(
		EXPRESSIONS.flatMap(({ place, parameter }) => [place, `${place}, ${parameter}`]),
	);
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

test('what happened is let through, and nothing else', async () => {
	const letThrough = async (file: string, input: readonly IDataObject[]) => {
		const conditions = Object.values(expressionsOf(file, 'Something Happened'));
		expect(conditions).toHaveLength(1);
		const [rendered = []] = await Promise.all(
			conditions.map(async (value) => await render(value, input)),
		);
		expect(rendered).toHaveLength(input.length);
		return input.filter((_, index) => rendered[index] === true);
	};
	const happened = items.watched.filter(({ event }) => event !== 'none');
	expect(happened.length).toBeLessThan(items.watched.length);
	expect(await letThrough('status-board.json', items.watched)).toEqual(happened);
	// The watch of this one puts out what happened, or an empty item.
	expect(await letThrough('heartbeat.json', [...happened, ...items.empty])).toEqual(happened);
});
