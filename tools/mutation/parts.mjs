// What is changed together, and the suites that have to notice. The search for secrets has thousands
// of tests for a few files, and the forecast replays weeks of checks: run for every change elsewhere,
// they would take hours.
const ELSEWHERE = ['secrets', 'alert', 'watchMemory', 'watch', 'forecast'];

const ADAPTERS = ['test/exchanges/{contract,words}.test.ts', 'test/vendors/*/{read,sign}.test.ts'];

export const PARTS = {
	secrets: {
		mutate: ['nodes/shared/secrets/*.ts'],
		suites: ['test/shared/secrets/*.test.ts'],
	},
	watch: {
		mutate: ['nodes/shared/{alert,watch,watchMemory}/*.ts'],
		// Random rows take half a minute, and what they would notice, the others have to name.
		suites: ['test/shared/{alert,watch,watchMemory}/!(randomRows).test.ts'],
	},
	forecast: {
		mutate: ['nodes/shared/forecast/*.ts'],
		suites: ['test/shared/forecast/*.test.ts'],
	},
	core: {
		mutate: [
			'nodes/shared/**/*.ts',
			'nodes/*/*.vendor.ts',
			`!nodes/shared/{${['n8n', ...ELSEWHERE].join()}}/**`,
		],
		suites: [
			`test/shared/!(${ELSEWHERE.join('|')})/*.test.ts`,
			'test/shared/*.test.ts',
			...ADAPTERS,
		],
	},
};

/** Where Stryker's reports are, of whole parts and of files that were mutated again by themselves. */
export const REPORTS = 'node_modules/.cache/account-balance/mutation';

/** Which part this process is to run; a report of a name of its own leaves that of the part alone. */
export function readPart() {
	const { MUTATION_PART: part = '', MUTATION_REPORT: report = part } = process.env;
	if (part in PARTS) return { part, report: `${REPORTS}/${report}.json`, ...PARTS[part] };
	throw new Error(`Set MUTATION_PART to one of ${Object.keys(PARTS).join(', ')}`);
}
