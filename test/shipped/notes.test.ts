import type { IDataObject } from 'n8n-workflow';
import { EXAMPLES, findExample } from '../e2e/examples';
import { startWatchedServer, type Answer, type WatchedServer } from '../n8n/watchedServer';
import { readText } from '../package/projectFiles';
import { NOTE_SENTENCES } from './notes';

const NOTE = 'n8n-nodes-base.stickyNote';

/** A sentence ends before a capital letter, a bold name or the end of its line. */
const BETWEEN_SENTENCES = /(?<=[.?!])\s+(?=[A-Z*])|\n+/;

/** Bold words that are of the editor. */
const NO_NODES = new Set([
	'credential',
	'Threshold',
	'is true',
	'When Executed by Another Workflow',
]);

describe.each(EXAMPLES.map(({ file, document }) => [file, document] as const))(
	'the note of %s',
	(file, document) => {
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
	},
);

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

	const OPEN = { username: '', threshold: '100', critical: '50', days: '', label: '' };

	/** The parameters of the example's watch, and one row of its sheet, for the account that is watched here. */
	const setups = {
		'low-balance-to-slack.json': {
			parameters: parametersOf('low-balance-to-slack.json', 'Sectigo'),
		},
		'watch-accounts-from-a-sheet.json': {
			parameters: parametersOf('watch-accounts-from-a-sheet.json', 'Kolmisoft M4'),
			input: [{ ...OPEN, username: 'acme' }],
		},
	};

	async function tellAt(
		file: keyof typeof setups,
		hour: number,
		answer: Answer,
		input: { readonly input?: readonly IDataObject[] } = {},
	): Promise<readonly unknown[]> {
		watched.hour = hour;
		watched.answer(answer);
		const items = await watched.run({ ...setups[file], ...input });
		return items.map(({ json }) => json['event']);
	}

	it('low-balance-to-slack.json tells each thing once', async () => {
		const file = 'low-balance-to-slack.json';
		expect(await tellAt(file, 0, '150.00')).toEqual([]);
		expect(await tellAt(file, 1, '90.00')).toEqual(['low']);
		for (const hour of [2, 13, 24]) expect(await tellAt(file, hour, '90.00')).toEqual([]);
		expect(await tellAt(file, 25, '90.00')).toEqual(['reminder']);
		expect(await tellAt(file, 26, '150.00')).toEqual(['recovered']);
		expect(await tellAt(file, 27, '150.00')).toEqual([]);
		expect(await tellAt(file, 28, { refusal: 'incorrectHash' })).toEqual(['checkFailing']);
	});

	it('watch-accounts-from-a-sheet.json tells each row by its own limits', async () => {
		const file = 'watch-accounts-from-a-sheet.json';
		expect(await tellAt(file, 0, '150.00')).toEqual([]);
		expect(await tellAt(file, 1, '90.00')).toEqual(['low']);
		expect(await tellAt(file, 2, '40.00')).toEqual(['critical']);
		expect(await tellAt(file, 3, '40.00')).toEqual([]);
		expect(await tellAt(file, 26, '40.00')).toEqual(['reminder']);
		expect(await tellAt(file, 27, '150.00')).toEqual(['recovered']);
		const row = { ...OPEN, username: 'acme', label: 'Second' };
		const empty = { ...row, threshold: '', critical: '' };
		const input = [
			{ ...row, threshold: '200' },
			{ ...empty, label: 'Third', days: '7' },
			{ ...empty, label: 'Fourth' },
		];
		// Low by its own limit; nothing to tell of days yet; none of the three.
		expect(await tellAt(file, 28, '150.00', { input })).toEqual(['low', 'checkFailing']);
	});

	it.each(['low-balance-to-slack.json', 'watch-accounts-from-a-sheet.json'] as const)(
		'%s by hand tells every account and remembers nothing',
		async (file) => {
			watched.answer('150.00');
			const { outputs, staticDataIsSaved } = await watched.runWhole({
				...setups[file],
				options: { mode: 'manual' },
			});
			expect(outputs('Balance')[0]).toMatchObject([{ json: { event: 'none', status: 'ok' } }]);
			expect(staticDataIsSaved).toBe(false);
		},
	);
});

function parametersOf(file: string, name: string): object {
	const node = findExample(file).document.nodes.find((each) => each.name === name);
	if (node === undefined) throw new Error(`${file} has no node ${name}`);
	return node.parameters;
}
