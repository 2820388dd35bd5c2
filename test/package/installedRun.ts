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
		const [told = [], toldAgain = []] = run.watches[id] ?? [];
		return [
			...differing.map(([key]) => `${id}: ${key} is ${JSON.stringify(item?.[key])}`),
			...(run.credentialTests[id]?.status === 'OK' ? [] : [`${id}: the credential test is red`]),
			...(refused !== undefined && 'error' in refused ? [] : [`${id}: a broken reply is believed`]),
			...(told.length === 1 && told[0]?.['event'] === 'low'
				? []
				: [`${id}: a low balance is not told`]),
			...(toldAgain.length === 0 ? [] : [`${id}: a low balance is told twice`]),
		];
	});
}
