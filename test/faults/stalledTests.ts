import { faultsFor } from './catalogue/faults';
import type { Matrix, Verdict } from './matrix';
import { VARIANTS } from './variants';

/** What became of one vendor's credential test while the vendor stalled. */
export interface StalledTest {
	readonly group: string;
	readonly fault: string;
	readonly variant: string;
	readonly verdict: Verdict;
}

/**
 * Meets all stalls, or those of some groups, in all credential tests. They wait for their own
 * timeout, so all wait at once.
 */
export async function meetStallsInTests(
	matrix: Matrix,
	groups?: readonly string[],
): Promise<readonly StalledTest[]> {
	const variants = VARIANTS.filter(({ isDefault }) => isDefault);
	return await Promise.all(
		variants.flatMap((variant) =>
			faultsFor(variant)
				.filter(([group, { stalls }]) => stalls === true && (groups?.includes(group) ?? true))
				.map(async ([group, fault]) => {
					const stage = await matrix.setStage(variant);
					const verdict = await stage.meetInTest(fault);
					await stage.clear();
					return { group, fault: fault.name, variant: variant.name, verdict };
				}),
		),
	);
}
