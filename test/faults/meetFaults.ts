import { ENDLESS_BYTES } from './endlessServer';
import { openMatrix, RUNS, type Matrix, type Stage, type Verdict } from './matrix';
import { meetStallsInTests, type StalledTest } from './stalledTests';
import { cellsOf, faultsIn, SUITES, type SuiteName } from './suites';
import { VARIANTS } from './variants';

const fine = { broken: [], leaks: [] };

/** Has every vendor, in each of its reply formats, meet the faults of a suite. */
export function meetFaults(suite: SuiteName): void {
	let matrix: Matrix;
	let stalledTests: Promise<readonly StalledTest[]>;

	/** What all tests together have seen. */
	const seen = { cells: 0, leaks: [] as string[] };

	beforeAll(async () => {
		matrix = await openMatrix();
		// They take as long as the credential test's own timeout: the other tests go on meanwhile.
		stalledTests = meetStallsInTests(matrix, SUITES[suite]);
	});

	afterAll(async () => {
		// Where only some tests are run, nobody else waits for these.
		await stalledTests;
		await matrix.close();
	}, 60_000);

	function note({ cells, leaks, broken }: Verdict) {
		seen.cells += cells;
		seen.leaks.push(...leaks);
		return { broken, leaks };
	}

	describe.each(VARIANTS.map((variant) => [variant.name, variant] as const))('%s', (_, variant) => {
		let stage: Stage;

		beforeAll(async () => {
			stage = await matrix.setStage(variant);
		});

		const faults = faultsIn(suite, variant).map((fault) => [fault.name, fault] as const);

		it.each(faults)('keeps its promises with %s', async (_name, fault) => {
			expect(note(await stage.meetInRuns(fault))).toEqual(fine);
		});

		if (variant.isDefault) {
			// Stalls have a test of their own below.
			const tested = faults.filter(([, { stalls }]) => stalls !== true);

			it.each(tested)('has a credential test that is right about %s', async (_name, fault) => {
				expect(note(await stage.meetInTest(fault))).toEqual(fine);
			});
		}

		it('leaves no connection open', async () => {
			expect(await stage.clear()).toEqual([]);
		});
	});

	const all = VARIANTS.flatMap((variant) => faultsIn(suite, variant));

	if (all.some(({ stalls }) => stalls === true)) {
		it('has credential tests that end although the vendor stalls', async () => {
			const tests = await stalledTests;
			expect(tests.length).toBeGreaterThan(0);
			expect(tests.map(({ verdict }) => note(verdict))).toEqual(tests.map(() => fine));
		}, 60_000);
	}

	if (all.some(({ place }) => place.at === 'endlessServer')) {
		it('stops reading a reply that goes on, and closes the connection', async () => {
			const taken = await matrix.endlessServer.taken();
			expect(taken.length).toBeGreaterThanOrEqual(VARIANTS.length * RUNS);
			expect(Math.max(...taken)).toBeLessThan(ENDLESS_BYTES / 4);
		});
	}

	it('has found no secret in any of its cells', () => {
		expect(seen.leaks).toEqual([]);
		expect(seen.cells).toBe(cellsOf(suite, VARIANTS));
	});
}
