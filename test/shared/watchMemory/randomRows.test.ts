import fc from 'fast-check';
import type { FailureFacts } from '../../../nodes/shared/failure/failure';
import {
	ExpectedPauses,
	ExpectedRow,
	toMilliseconds,
	type ExpectedLimits,
	type Found,
} from './expectedRow';
import { createWatchingNode, type Answer, type Row } from '../watch/watchingNode';

/** A row as a person thinks of it: where it stands and whether it is there changes, not which it is. */
interface RandomRow {
	readonly account: string;
	readonly label: string | null;
	readonly expected: ExpectedRow;
	limits: ExpectedLimits;
	isThere: boolean;
}

/** What happens before and during a run. */
interface Step {
	/** Half hours since the run before. */
	readonly halfHours: number;
	readonly isLoop: boolean;
	/** By what the rows are ordered. */
	readonly order: readonly number[];
	/** Which row is changed, and how, if at all. */
	readonly edited: number;
	readonly edit: 'nothing' | 'move' | 'delete' | 'insert' | 'break';
	readonly share: number;
	/** What the vendor answers about each account. */
	readonly answers: readonly VendorAnswer[];
}

type VendorAnswer = number | 'down' | 'refusedCredential' | 'refusedAccount' | 'unknown';

const FACTS: Readonly<Record<Exclude<VendorAnswer, number>, FailureFacts>> = {
	down: { kind: 'vendorUnavailable' },
	refusedCredential: { kind: 'authentication', isOfCredential: true },
	refusedAccount: { kind: 'notAllowed' },
	unknown: { kind: 'notFound' },
};

const ACCOUNTS = ['one', 'two'];
const CREDENTIAL = 'credential';

/** Far apart, so that a moved limit stays the nearest to what it was. */
const THRESHOLDS = [10, 100, 1000];

const answers = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(5, 9.9, 10.4, 11, 95, 99, 103, 105, 990, 1020, 1060) },
	{ weight: 1, arbitrary: fc.constantFrom<VendorAnswer>('down', 'refusedAccount', 'unknown') },
	{ weight: 1, arbitrary: fc.constant<VendorAnswer>('refusedCredential') },
);

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
	fc.record<Step>({
		halfHours: fc.integer({ min: 1, max: 9 }),
		isLoop: fc.boolean(),
		order: fc.array(fc.integer(), { minLength: 6, maxLength: 6 }),
		edited: fc.nat({ max: 5 }),
		edit: fc.constantFrom('nothing', 'nothing', 'move', 'delete', 'insert', 'break'),
		share: fc.integer({ min: -3, max: 3 }).map((percent) => 1 + percent / 100),
		answers: fc.tuple(answers, answers),
	}),
	{ minLength: 1, maxLength: 14 },
);

const settings = fc.record({
	hasLabels: fc.boolean(),
	hasCritical: fc.boolean(),
	checks: fc.integer({ min: 1, max: 3 }),
	remindHours: fc.constantFrom(0, 2, 5),
});

function createRows({ hasLabels, hasCritical, checks, remindHours }: Settings): RandomRow[] {
	return ACCOUNTS.flatMap((account) =>
		THRESHOLDS.map((threshold, number) => ({
			account,
			label: hasLabels ? `label ${number}` : null,
			expected: new ExpectedRow(),
			limits: { threshold, critical: hasCritical ? threshold / 2 : null, checks, remindHours },
			isThere: number < 2,
		})),
	);
}

interface Settings {
	readonly hasLabels: boolean;
	readonly hasCritical: boolean;
	readonly checks: number;
	readonly remindHours: number;
}

/** Changes a row as a person would; a row that is broken cannot be read in this run alone. */
function editRow(
	rows: readonly RandomRow[],
	{ edit, edited, share, isLoop }: Step,
): RandomRow | null {
	const row = rows[edited];
	if (row === undefined) return null;
	const { threshold, critical } = row.limits;
	if (edit === 'move' && row.isThere) {
		const moved = {
			threshold: threshold * share,
			critical: critical === null ? null : critical * share,
		};
		row.limits = { ...row.limits, ...moved };
	}
	const others = rows.filter(({ account, isThere }) => account === row.account && isThere);
	// Of the only row, one that comes later goes on: its limits may have been edited.
	if (edit === 'delete' && others.length > 1) row.isThere = false;
	// In a loop nobody can tell a row that was inserted from one whose limits were edited.
	if (edit === 'insert' && !isLoop) row.isThere = true;
	return edit === 'break' && row.isThere ? row : null;
}

function toRow(row: RandomRow, broken: RandomRow | null, answer: VendorAnswer): Row {
	const { threshold, critical, checks, remindHours } = row.limits;
	const fields = {
		threshold: row === broken ? '1.000,50' : String(threshold),
		criticalThreshold: critical === null ? '' : String(critical),
		checksBeforeAlert: checks,
		remindEvery: remindHours,
	};
	const given: Answer = typeof answer === 'number' ? answer : FACTS[answer];
	return {
		accountKey: row.account,
		credentialKey: CREDENTIAL,
		labelKey: row.label,
		fields,
		answer: given,
	};
}

/** What each row of a run finds, and which credential and accounts rest after it. */
function findAll(
	rows: readonly RandomRow[],
	broken: RandomRow | null,
	step: Step,
	pauses: ExpectedPauses,
	hour: number,
): readonly Found[] {
	const answered = rows.map((row): { found: Found; answer: VendorAnswer | null } => {
		if (row === broken) return { found: 'invalidRequest', answer: null };
		if (pauses.isResting(CREDENTIAL, hour)) return { found: 'authentication', answer: null };
		if (pauses.isResting(row.account, hour)) return { found: 'notAllowed', answer: null };
		const answer = getAnswer(row, step);
		return { found: typeof answer === 'number' ? answer : FACTS[answer].kind, answer };
	});
	const hasBalance = answered.some(({ answer }) => typeof answer === 'number');
	for (const [index, { answer }] of answered.entries()) {
		const account = rows[index]?.account ?? '';
		if (typeof answer === 'number') pauses.end(account);
		if (answer === 'refusedCredential') pauses.begin(hasBalance ? account : CREDENTIAL, hour);
		if (answer === 'refusedAccount') pauses.begin(account, hour);
	}
	return answered.map(({ found }) => found);
}

function getAnswer({ account }: RandomRow, { answers: given }: Step): VendorAnswer {
	return given[ACCOUNTS.indexOf(account)] ?? 'down';
}

/**
 * Without labels nobody can tell what happened where a row was broken and another is edited before it was
 * put right, nor, in a loop, which of the two comes: the node asks for a label there.
 */
function leaveAmbiguity(all: readonly Step[]): readonly Step[] {
	const isAmbiguous = all.some(({ edit }) => edit === 'break');
	if (!isAmbiguous) return all;
	return all.map((step, index) => {
		const edit = all[index - 1]?.edit === 'break' ? 'nothing' : step.edit;
		return { ...step, edit, isLoop: false };
	});
}

it('random rows are told what each would be told alone, wherever they stand', () => {
	fc.assert(
		fc.property(settings, steps, (chosen, drawn) => {
			const all = chosen.hasLabels ? drawn : leaveAmbiguity(drawn);
			const node = createWatchingNode();
			const rows = createRows(chosen);
			const pauses = new ExpectedPauses();
			let hour = 0;
			for (const [number, step] of all.entries()) {
				hour += step.halfHours / 2;
				const broken = editRow(rows, step);
				const order = new Map(rows.map((row, index) => [row, step.order[index] ?? 0]));
				const there = rows
					.filter(({ isThere }) => isThere)
					.sort((first, second) => (order.get(first) ?? 0) - (order.get(second) ?? 0));
				const runs = step.isLoop ? there.map((row) => [row]) : [there];
				for (const ofRun of runs) {
					const run = { at: toMilliseconds(hour), executionId: `execution ${number}` };
					const { told } = node.run(
						ofRun.map((row) => toRow(row, broken, getAnswer(row, step))),
						run,
					);
					const found = findAll(ofRun, broken, step, pauses, hour);
					const expected = ofRun.map((row, index) =>
						row.expected.check(found[index] ?? 'internal', row.limits, hour),
					);
					expect(told).toEqual(expected);
				}
			}
		}),
		{ seed: 1, numRuns: 500 },
	);
});
