import { PROFILES } from '../vendors/profiles';
import type { InstalledRun } from './installedPackage';

/** What is wrong with a run of the installed package: nothing, where it works. */
export function runFindings(run: InstalledRun): readonly string[] {
	return PROFILES.flatMap(({ id, firstBalance }) => {
		const [item] = run.balances[id] ?? [];
		const differing = Object.entries(firstBalance).filter(
			([key, value]) => typeof value !== 'object' && item?.[key] !== value,
		);
		const [refused] = run.brokenReplies[id] ?? [];
		return [
			...differing.map(([key]) => `${id}: ${key} is ${JSON.stringify(item?.[key])}`),
			...(run.credentialTests[id]?.status === 'OK' ? [] : [`${id}: the credential test is red`]),
			...(refused !== undefined && 'error' in refused ? [] : [`${id}: a broken reply is believed`]),
			...watchFindings(id, run.watches[id]),
			...watchFindings(`${id} in a data table`, run.tableWatches[id]),
			...(saysStaticData(run.tableWatches[id]) ? [`${id}: a data table is not used`] : []),
			...watchFindings(`${id} without data tables`, run.watchesWithoutTable[id]),
			...(saysStaticData(run.watchesWithoutTable[id])
				? []
				: [`${id}: static data steps in unsaid`]),
		];
	});
}

function watchFindings(
	what: string,
	[told, toldAgain]: InstalledRun['watches'][string] = [[], []],
): readonly string[] {
	const isTold = told.length === 1 && told[0]?.['event'] === 'low';
	return [
		...(isTold ? [] : [`${what}: a low balance is not told`]),
		...(toldAgain.length === 0 ? [] : [`${what}: a low balance is told twice`]),
	];
}

function saysStaticData([told]: InstalledRun['watches'][string] = [[], []]): boolean {
	return JSON.stringify(told).includes('remembers in static data');
}
