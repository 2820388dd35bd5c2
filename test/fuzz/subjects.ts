import type { Vendor } from '../../nodes/shared/vendor';
import { exchangesOf, type Exchange } from '../exchanges/exchanges';
import { ADAPTERS, type RegisteredAdapter } from '../vendors/adapters';
import { FORMATS, formatOf } from './fieldSpans';

/** One vendor and the replies that are mutated. */
export interface Subject {
	readonly adapter: Vendor;
	readonly seeds: readonly Exchange[];
}

export const SUBJECTS: readonly Subject[] = ADAPTERS.map(subjectOf);

/** Balances first, and each reply once with each way of asking: the more the mutations vary. */
function subjectOf({ id, adapter, profile }: RegisteredAdapter): Subject {
	const seeds = new Map<string, Exchange>();
	for (const exchange of [...exchangesAbout(id, 'balances'), ...exchangesAbout(id, 'refusals')]) {
		const { reply, options, parameters } = exchange;
		if (reply === undefined) continue;
		const asked = [...profile.readingOptions.map((name) => options?.[name]), parameters];
		seeds.set(JSON.stringify([reply, asked]), exchange);
	}
	return { adapter, seeds: [...seeds.values()] };
}

function exchangesAbout(vendorId: string, wanted: string): readonly Exchange[] {
	return exchangesOf(vendorId).flatMap(([topic, exchange]) => (topic === wanted ? [exchange] : []));
}

/** One vendor with the seeds of one format only: every format has readers of its own to go wrong. */
export function formatSubjects(): ReadonlyArray<readonly [format: string, subject: Subject]> {
	return SUBJECTS.flatMap(({ adapter, seeds }) =>
		FORMATS.flatMap((format) => {
			const own = seeds.filter(({ reply }) => formatOf(reply?.body ?? '') === format);
			const hasBalance = own.some(({ item }) => item !== undefined);
			return hasBalance ? [[`${adapter.name}, ${format}`, { adapter, seeds: own }] as const] : [];
		}),
	);
}
