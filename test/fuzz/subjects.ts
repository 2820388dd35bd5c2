import { cloud9Mobile } from '../../nodes/Cloud9Mobile/cloud9Mobile.vendor';
import { igSend } from '../../nodes/IgSend/igSend.vendor';
import { intelliSoftware } from '../../nodes/IntelliSoftware/intelliSoftware.vendor';
import { kolmisoftM4 } from '../../nodes/KolmisoftM4/kolmisoftM4.vendor';
import { sectigo } from '../../nodes/Sectigo/sectigo.vendor';
import type { Vendor } from '../../nodes/shared/vendor';
import cloud9Balances from '../vendors/cloud9Mobile/fixtures/balances.json';
import cloud9Refusals from '../vendors/cloud9Mobile/fixtures/refusals.json';
import type { Exchange } from '../exchanges/exchanges';
import igSendBalances from '../vendors/igSend/fixtures/balances.json';
import igSendRefusals from '../vendors/igSend/fixtures/refusals.json';
import intelliSoftwareBalances from '../vendors/intelliSoftware/fixtures/balances.json';
import intelliSoftwareRefusals from '../vendors/intelliSoftware/fixtures/refusals.json';
import kolmisoftBalances from '../vendors/kolmisoftM4/fixtures/balances.json';
import kolmisoftRefusals from '../vendors/kolmisoftM4/fixtures/refusals.json';
import sectigoBalances from '../vendors/sectigo/fixtures/balances.json';
import sectigoRefusals from '../vendors/sectigo/fixtures/refusals.json';
import { FORMATS, formatOf } from './fieldSpans';

/** One vendor and the replies that are mutated. */
export interface Subject {
	readonly adapter: Vendor;
	readonly seeds: readonly Exchange[];
}

/** The fixtures are imported, not read, so that they are part of the bundled program too. */
export const SUBJECTS: readonly Subject[] = [
	subject(cloud9Mobile, cloud9Balances, cloud9Refusals),
	subject(igSend, igSendBalances, igSendRefusals),
	subject(intelliSoftware, intelliSoftwareBalances, intelliSoftwareRefusals),
	subject(kolmisoftM4, kolmisoftBalances, kolmisoftRefusals),
	subject(sectigo, sectigoBalances, sectigoRefusals),
];

/** Balances first, and each reply once with each way of asking: the more the mutations vary. */
function subject(adapter: Vendor, balances: unknown, refusals: unknown): Subject {
	// The fixtures are typed by their reader; the contract test holds each of them against it.
	const exchanges = [balances, refusals].flatMap((file) => file as readonly Exchange[]);
	const seeds = new Map<string, Exchange>();
	for (const exchange of exchanges) {
		const { reply, options, parameters } = exchange;
		if (reply === undefined) continue;
		const asked = [options?.['interface'], options?.['amountUnit'], parameters];
		seeds.set(JSON.stringify([reply, asked]), exchange);
	}
	return { adapter, seeds: [...seeds.values()] };
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
