import type { MemoryChange } from '../../../nodes/shared/watchMemory/memory';
import { ANEW } from '../../../nodes/shared/watchMemory/serializeAccount';
import {
	applyChange,
	createEmptyMemory,
	parseMemory,
	serializeMemory,
	type WrittenMemory,
} from '../../../nodes/shared/watchMemory/serializeMemory';

const NOTHING: WrittenMemory = {
	stored: { accounts: new Map(), pauses: undefined, crowdedAt: undefined, notices: [] },
	savedAt: null,
	turns: [],
	tellings: [],
};

const MEMORY: WrittenMemory = {
	stored: {
		accounts: new Map([
			['a', 'of a'],
			['b', 'of b'],
		]),
		pauses: 'pauses',
		crowdedAt: 5,
		notices: [],
	},
	savedAt: 7,
	turns: ['one', 'two'],
	tellings: [
		{
			executionId: '12',
			nodeName: 'Sectigo',
			runIndex: 1,
			at: 6,
			before: new Map([
				['a', 'of a before'],
				['b', null],
			]),
		},
	],
};

/** What was written, as data with other members. */
function changeWritten(members: object): string {
	return JSON.stringify({ ...(JSON.parse(serializeMemory(MEMORY)) as object), ...members });
}

const notice = (why: string) => `What this node remembered ${why}: ${ANEW}`;

const CANNOT_BE_READ = notice('cannot be read');

it('what was written is read again', () => {
	expect(parseMemory(serializeMemory(MEMORY))).toEqual(MEMORY);
	const least = { ...NOTHING, savedAt: 7 };
	expect(parseMemory(serializeMemory(least))).toEqual(least);
});

it.each([undefined, null, ''])('where nothing was written there is nothing: %j', (written) => {
	expect(parseMemory(written)).toEqual(NOTHING);
	expect(createEmptyMemory()).toEqual(NOTHING);
});

it('what is noteworthy about nothing stands with it', () => {
	expect(createEmptyMemory(['gone']).stored.notices).toEqual(['gone']);
});

it('keeps the last 50 turns', () => {
	const turns = Array.from({ length: 52 }, (_, number) => String(number));
	expect(parseMemory(serializeMemory({ ...MEMORY, turns })).turns).toEqual(turns.slice(2));
});

describe('what members of the project can write there', () => {
	const telling = { executionId: '1', nodeName: 'Sectigo', runIndex: 0, at: 6, before: {} };

	it.each<[string, unknown]>([
		['a number', 5],
		['no JSON', '{'],
		['a list', '[]'],
		['no accounts', changeWritten({ accounts: null })],
		['no time', changeWritten({ savedAt: null })],
		['turns that are no texts', changeWritten({ turns: [1] })],
		['no tellings', changeWritten({ tellings: {} })],
		['a telling that is none', changeWritten({ tellings: [1] })],
		['one of no execution', changeWritten({ tellings: [{ ...telling, executionId: 1 }] })],
		['one of no node', changeWritten({ tellings: [{ ...telling, nodeName: null }] })],
		['one of no run', changeWritten({ tellings: [{ ...telling, runIndex: -1 }] })],
		['one of no time', changeWritten({ tellings: [{ ...telling, at: '6' }] })],
		['one of nothing', changeWritten({ tellings: [{ ...telling, before: [] }] })],
	])('is told where it cannot be read: %s', (_, written) => {
		expect(parseMemory(written)).toEqual(createEmptyMemory([CANNOT_BE_READ]));
	});

	it('is told where another version wrote it', () => {
		const why = 'was written by another version of this node';
		expect(parseMemory(changeWritten({ version: 2 }))).toEqual(createEmptyMemory([notice(why)]));
	});

	it('is told where it is too large, and not even looked at', () => {
		const why = 'is larger than anything that it writes';
		const [fits, tooLarge] = [0, 1].map((more) => ' '.repeat(16_000_000 + more));
		expect(parseMemory(tooLarge)).toEqual(createEmptyMemory([notice(why)]));
		expect(parseMemory(fits)).toEqual(createEmptyMemory([CANNOT_BE_READ]));
	});

	it('spoils nothing else where an account is mangled', () => {
		const { stored, tellings } = parseMemory(
			changeWritten({
				accounts: { a: 5 },
				pauses: null,
				crowdedAt: null,
				tellings: [{ ...telling, before: { a: 5, b: 'of b' } }],
			}),
		);
		expect(stored).toEqual({ ...NOTHING.stored, accounts: new Map([['a', 5]]) });
		expect(tellings.map(({ before }) => [...before])).toEqual([
			[
				['a', null],
				['b', 'of b'],
			],
		]);
	});
});

describe('a change', () => {
	const NO_CHANGE: MemoryChange = {
		accounts: new Map(),
		forgotten: [],
		pauses: null,
		crowdedAt: null,
	};

	it('puts last what was written anew, and takes out what is forgotten', () => {
		const stored = { ...MEMORY.stored, notices: ['told'] };
		const accounts = new Map([
			['a', 'new'],
			['c', 'of c'],
		]);
		const changed = applyChange(stored, { ...NO_CHANGE, accounts, forgotten: ['b'] });
		expect([...changed.accounts]).toEqual([
			['a', 'new'],
			['c', 'of c'],
		]);
		expect(changed.notices).toEqual([]);
		expect([...stored.accounts.keys()]).toEqual(['a', 'b']);
		const again = applyChange(stored, { ...NO_CHANGE, accounts: new Map([['a', 'new']]) });
		expect([...again.accounts.keys()]).toEqual(['b', 'a']);
	});

	it('says which credentials rest, and keeps when there was no room', () => {
		expect(applyChange(MEMORY.stored, NO_CHANGE)).toMatchObject({
			pauses: undefined,
			crowdedAt: 5,
		});
		const change = { ...NO_CHANGE, pauses: 'new', crowdedAt: 9 };
		expect(applyChange(MEMORY.stored, change)).toMatchObject({ pauses: 'new', crowdedAt: 9 });
	});
});
