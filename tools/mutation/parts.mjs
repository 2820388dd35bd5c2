// What is changed together, and the suites that have to notice. The search for secrets has thousands
// of tests for a few files: run for every change elsewhere, they would take hours.
const ELSEWHERE = ['secrets', 'watch', 'forecast'];

const ADAPTERS = ['test/exchanges/{contract,words}.test.ts', 'test/vendors/*/{read,sign}.test.ts'];

export const PARTS = {
	secrets: {
		mutate: ['nodes/shared/secrets/*.ts'],
		suites: ['test/shared/secrets/*.test.ts'],
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

/** The report that Stryker writes of a part. */
export const reportOf = (part) => `node_modules/.cache/account-balance/mutation/${part}.json`;

/** Which part this process is to run. */
export function readPart() {
	const { MUTATION_PART: part = '' } = process.env;
	if (part in PARTS) return { part, ...PARTS[part] };
	throw new Error(`Set MUTATION_PART to one of ${Object.keys(PARTS).join(', ')}`);
}
