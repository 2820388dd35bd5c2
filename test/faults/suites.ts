import { faultsFor } from './catalogue/faults';
import type { Fault } from './catalogue/fault';
import { RUNS } from './matrix';
import type { Variant } from './variants';

/** The groups of faults that each suite meets; in suites of their own, they can run side by side. */
export const SUITES = {
	connections: ['Connection', 'TLS', 'HTTP status'],
	bodies: ['Body', 'Compression', 'Character sets', 'Hostile markup'],
	fields: ['Fields', 'Texts that are no number', 'JSON values that are no number'],
	echoes: ['The request in the reply'],
} as const;

export type SuiteName = keyof typeof SUITES;

/** The faults of a suite that a variant's reply can have. */
export function faultsIn(suite: SuiteName, variant: Variant): readonly Fault[] {
	const groups: readonly string[] = SUITES[suite];
	return faultsFor(variant)
		.filter(([group]) => groups.includes(group))
		.map(([, fault]) => fault);
}

/** How many runs and answers of credential tests a suite searches for secrets. */
export function cellsOf(suite: SuiteName, variants: readonly Variant[]): number {
	return variants.reduce((sum, variant) => {
		const faults = faultsIn(suite, variant).length;
		return sum + faults * RUNS + (variant.isDefault ? faults : 0);
	}, 0);
}
