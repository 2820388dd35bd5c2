import { PROFILES, profileOf } from '../vendors/profiles';
import type { InstalledRun } from './installedPackage';
import { runFindings } from './installedRun';

const IDS = PROFILES.map(({ id }) => id);

/** The one that goes wrong; which of them it is does not matter. */
const [WRONG_ID = ''] = IDS;

function byVendor<Value>(value: (id: string) => Value): Readonly<Record<string, Value>> {
	return Object.fromEntries(IDS.map((id) => [id, value(id)]));
}

const STEPS_IN = { warnings: ['Until then this node remembers in static data.'] };

const RIGHT: InstalledRun = {
	balances: byVendor((id) => [{ ...profileOf(id).firstBalance }]),
	brokenReplies: byVendor(() => [{ error: 'It broke off' }]),
	credentialTests: byVendor(() => ({ status: 'OK', message: 'It works' })),
	watches: byVendor(() => [[{ event: 'low' }], []]),
	tableWatches: byVendor(() => [[{ event: 'low' }], []]),
	watchesWithoutTable: byVendor(() => [[{ event: 'low', details: STEPS_IN }], []]),
};

it('finds nothing where all is right', () => {
	expect(runFindings(RIGHT)).toEqual([]);
});

it.each<[string, Partial<InstalledRun>, readonly string[]]>([
	[
		'a balance that is wrong',
		{
			balances: {
				...RIGHT.balances,
				[WRONG_ID]: [{ ...profileOf(WRONG_ID).firstBalance, balance: 0 }],
			},
		},
		[`${WRONG_ID}: balance is 0`],
	],
	[
		'a credential test that is red',
		{ credentialTests: { ...RIGHT.credentialTests, [WRONG_ID]: { status: 'Error', message: '' } } },
		[`${WRONG_ID}: the credential test is red`],
	],
	[
		'a broken reply that is believed',
		{ brokenReplies: { ...RIGHT.brokenReplies, [WRONG_ID]: [{ balance: 5 }] } },
		[`${WRONG_ID}: a broken reply is believed`],
	],
	[
		'a watch that tells nothing',
		{ watches: { ...RIGHT.watches, [WRONG_ID]: [[], []] } },
		[`${WRONG_ID}: a low balance is not told`],
	],
	[
		'a watch that remembers nothing',
		{ watches: { ...RIGHT.watches, [WRONG_ID]: [[{ event: 'low' }], [{ event: 'low' }]] } },
		[`${WRONG_ID}: a low balance is told twice`],
	],
	[
		'a data table that is not used',
		{
			tableWatches: {
				...RIGHT.tableWatches,
				[WRONG_ID]: [[{ event: 'low', details: STEPS_IN }], []],
			},
		},
		[`${WRONG_ID}: a data table is not used`],
	],
	[
		'a data table in which nothing is remembered',
		{
			tableWatches: { ...RIGHT.tableWatches, [WRONG_ID]: [[{ event: 'low' }], [{ event: 'low' }]] },
		},
		[`${WRONG_ID} in a data table: a low balance is told twice`],
	],
	[
		'a data table that is missing, and nobody says so',
		{ watchesWithoutTable: { ...RIGHT.watchesWithoutTable, [WRONG_ID]: [[{ event: 'low' }], []] } },
		[`${WRONG_ID}: static data steps in unsaid`],
	],
	['no reply at all', { brokenReplies: {} }, IDS.map((id) => `${id}: a broken reply is believed`)],
])('finds %s', (_, wrong, findings) => {
	expect(runFindings({ ...RIGHT, ...wrong })).toEqual(findings);
});
