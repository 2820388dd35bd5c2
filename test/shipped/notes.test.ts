import type { IDataObject } from 'n8n-workflow';
import type { WorkflowDocument } from '../engine/workflowDocument';
import { EXAMPLES, type ExampleName } from '../e2e/examples';
import { startWatchedServer, type Answer, type WatchedServer } from '../n8n/watchedServer';
import { readText } from '../package/projectFiles';
import { NOTE_SENTENCES } from './notes';

const NOTE = 'n8n-nodes-base.stickyNote';

/** A sentence ends before a capital letter, a bold name or the end of its line. */
const BETWEEN_SENTENCES = /(?<=[.?!])\s+(?=[A-Z*])|\n+/;

/** Bold words that are of the editor, or another example. */
const NO_NODES = new Set([
	'credential',
	'Threshold',
	'On Error',
	'Keep State In',
	'Data Table',
	'Status board',
]);

const DOCUMENTS: ReadonlyArray<readonly [string, WorkflowDocument]> = Object.entries(EXAMPLES);

/** How a note says when a schedule runs. */
const SCHEDULES = [
	[/every 15 minutes/i, { field: 'minutes', minutesInterval: 15 }],
	[/every hour/i, { field: 'hours' }],
	[/At 8 o'clock/, { triggerAtHour: 8 }],
] as const;

describe.each(DOCUMENTS)('the note of %s', (file, document) => {
	const [note] = document.nodes.filter(({ type }) => type === NOTE);
	const content = new Map<string, unknown>(Object.entries(note?.parameters ?? {})).get('content');
	const [, ...lines] = String(content).split('\n\n');
	const sentences = lines
		.join('\n')
		.replaceAll(/^\d+\. /gm, '')
		.split(BETWEEN_SENTENCES);

	it('says nothing that is not executed by a test, or known not to be', () => {
		const listed = NOTE_SENTENCES.filter((each) => each.file === file);
		expect(listed.map(({ sentence }) => sentence)).toEqual(sentences);
	});

	it('calls nodes by names that they have', () => {
		const names = new Set(document.nodes.map(({ name }) => name));
		const bold = [...String(content).matchAll(/\*\*(.+?)\*\*/g)].map(([, name = '']) => name);
		expect(bold.filter((name) => !names.has(name) && !NO_NODES.has(name))).toEqual([]);
	});

	it('says when its schedule runs, if it has one', () => {
		const rules = document.nodes.flatMap(({ type, parameters }) =>
			type === 'n8n-nodes-base.scheduleTrigger' ? [parameters] : [],
		);
		const said = SCHEDULES.flatMap(([words, interval]) =>
			words.test(String(content)) ? [{ rule: { interval: [interval] } }] : [],
		);
		expect(rules).toEqual(said);
	});
});

test.each(
	NOTE_SENTENCES.flatMap(({ sentence, shownBy }) =>
		'test' in shownBy ? [[sentence, ...shownBy.test] as const] : [],
	),
)('"%s" is executed by a test that there is', (_, file, title) => {
	expect(readText(`test/${file}`)).toContain(`'${title}'`);
});

describe('what a watch of the examples tells', () => {
	let watched: WatchedServer;

	beforeEach(async () => {
		watched = await startWatchedServer();
	});

	afterEach(async () => {
		await watched.close();
		jest.restoreAllMocks();
	});

	const USER = { vendor: 'Kolmisoft M4', account: 'acme' };
	const LIMITS = { threshold: 100, critical: 50, days: null };

	/** The watch of the example, on the account that is watched here. */
	const setups = {
		'watch-one-account': { parameters: parametersOf('watch-one-account', 'Sectigo') },
		'watch-a-list': {
			node: 'mixed',
			parameters: parametersOf('watch-a-list', 'Account Balance'),
			input: [{ ...USER, ...LIMITS, label: 'Traffic' }],
		},
	} as const;

	async function tellAt(
		name: keyof typeof setups,
		hour: number,
		answer: Answer,
		input: { readonly input?: readonly IDataObject[] } = {},
	): Promise<readonly IDataObject[]> {
		watched.hour = hour;
		watched.answer(answer);
		const items = await watched.run({ ...setups[name], ...input });
		return items.map(({ json }) => json);
	}

	it('watch-one-account tells each thing once', async () => {
		const tell = async (hour: number, answer: Answer) =>
			(await tellAt('watch-one-account', hour, answer)).map(({ event }) => event);
		expect(await tell(0, '150.00')).toEqual([]);
		expect(await tell(1, '90.00')).toEqual(['low']);
		for (const hour of [2, 13, 24]) expect(await tell(hour, '90.00')).toEqual([]);
		expect(await tell(24.5, '30.00')).toEqual(['critical']);
		expect(await tell(25, '30.00')).toEqual([]);
		expect(await tell(26, '150.00')).toEqual(['recovered']);
		expect(await tell(27, '150.00')).toEqual([]);
		expect(await tell(28, { refusal: 'incorrectHash' })).toEqual(['checkFailing']);
	});

	it('watch-a-list tells each row by its own limits', async () => {
		const tell = async (hour: number, answer: Answer, input = {}) =>
			(await tellAt('watch-a-list', hour, answer, input)).map(({ text }) =>
				String(text)
					.split('\n')
					.map((line) => line.split(/[:.]/)[0]),
			);
		expect(await tell(0, '150.00')).toEqual([]);
		expect(await tell(1, '90.00')).toEqual([['Traffic is low']]);
		expect(await tell(2, '40.00')).toEqual([['Traffic is critical']]);
		expect(await tell(3, '40.00')).toEqual([]);
		expect(await tell(27, '150.00')).toEqual([['Traffic is ok again']]);
		const noLimits = { threshold: null, critical: null, days: null };
		const input = [
			{ ...USER, ...LIMITS, label: 'Second', threshold: 200 },
			{ ...USER, ...noLimits, label: 'Third', days: 7 },
			{ ...USER, ...noLimits, label: 'Fourth' },
		];
		// Nothing to tell of days yet; and none of the three limits.
		expect(await tell(28, '150.00', { input })).toEqual([
			['Fourth cannot be checked', 'Second is low'],
		]);
	});
});

test.each(['status-board', 'agent-which-accounts-are-low'] as const)(
	'%s is set up as watch-a-list is',
	(name) => {
		const setUp = (example: ExampleName) =>
			['Set Up', 'Create List', 'Accounts', 'Each Row', 'Save Row'].map((node) => [
				node,
				parametersOf(example, node),
			]);
		expect(setUp(name)).toEqual(setUp('watch-a-list'));
	},
);

function parametersOf(example: ExampleName, name: string): object {
	const { nodes }: WorkflowDocument = EXAMPLES[example];
	const node = nodes.find((each) => each.name === name);
	if (node === undefined) throw new Error(`${example} has no node ${name}`);
	return node.parameters;
}
