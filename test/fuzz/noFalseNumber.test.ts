/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the ban on globals protects n8n's runtime; this is test code */
import * as fc from 'fast-check';
import type { Exchange } from '../exchanges/exchanges';
import { fieldSpans, formatOf } from './fieldSpans';
import { faultIn, noFalseNumber, playerFor } from './noFalseNumber';
import { PLANTED_BUGS } from './plantedBugs';
import { formatSubjects, SUBJECTS } from './subjects';

/** The same replies every time, unless a longer or another run is asked for. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 3000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261121);

const PARAMETERS = { numRuns: RUNS, seed: SEED };

/** Enough for every planted bug, however few replies a short run is asked for. */
const PLANTED_PARAMETERS = { numRuns: Math.max(RUNS, 3000), seed: SEED, endOnFailure: true };

describe.each(SUBJECTS.map((subject) => [subject.adapter.name, subject] as const))(
	'%s',
	(_, subject) => {
		const { adapter, seeds } = subject;

		it('reads every fixture as the oracle does, as long as nothing is mutated', async () => {
			const play = playerFor(adapter, seeds);
			for (const [seed, exchange] of seeds.entries()) {
				const { result, expected } = await play(unmutated(seed));
				const shown = 'error' in result ? null : result.balanceText;
				expect([exchange.name, shown]).toEqual([exchange.name, expected?.balance ?? null]);
				expect(shown).toBe(exchange.item?.['balanceText'] ?? null);
			}
		});

		it('shows no number but the one in the documented place', async () => {
			let balances = 0;
			const property = noFalseNumber(subject, adapter, ({ result }) => {
				if (!('error' in result)) balances++;
			});
			await fc.assert(property, PARAMETERS);
			// Mutations that nothing survives would prove nothing.
			expect(balances).toBeGreaterThan(RUNS / 20);
		}, 120_000);

		it('ends as promised where a field holds a name that every object has', async () => {
			const inherited = seeds.flatMap(withInheritedNames);
			const play = playerFor(adapter, inherited);
			const faults: unknown[] = [];
			for (const [index, { reply }] of inherited.entries()) {
				const fault = faultIn(await play(unmutated(index)), adapter);
				if (fault !== null) faults.push([fault, reply?.body]);
			}
			expect(faults).toEqual([]);
			expect(inherited.length).toBeGreaterThan(seeds.length);
		});
	},
);

describe.each(PLANTED_BUGS)('a planted bug, $name,', ({ plant }) => {
	it.each(formatSubjects())('is caught for %s', async (_, subject) => {
		const property = noFalseNumber(subject, plant(subject.adapter));
		expect((await fc.check(property, PLANTED_PARAMETERS)).failed).toBe(true);
	});
});

function unmutated(seed: number) {
	return {
		seed,
		textMutations: [],
		encoding: 'utf8' as const,
		byteMutations: [],
		contentType: null,
		status: null,
		complete: true,
	};
}

/** What a careless reader finds in every object, whether the vendor lists it or not. */
const INHERITED_NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

/** The seed with each of its fields in turn holding each of these names. */
function withInheritedNames(seed: Exchange): readonly Exchange[] {
	const { reply } = seed;
	const body = reply?.body ?? '';
	if (reply === undefined) return [];
	return fieldSpans(body).flatMap(({ value: { start, end } }) =>
		INHERITED_NAMES.map((name) => {
			const text = formatOf(body) === 'json' ? JSON.stringify(name) : name;
			return { ...seed, reply: { ...reply, body: body.slice(0, start) + text + body.slice(end) } };
		}),
	);
}
