import { FIRST_BALANCES } from '../standIns/firstBalances';
import type { InstalledRun } from './installedPackage';
import { runFindings } from './installedRun';

const IDS = Object.keys(FIRST_BALANCES);

function byVendor<Value>(value: (id: string) => Value): Readonly<Record<string, Value>> {
	return Object.fromEntries(IDS.map((id) => [id, value(id)]));
}

const RIGHT: InstalledRun = {
	balances: Object.fromEntries(Object.entries(FIRST_BALANCES).map(([id, item]) => [id, [item]])),
	brokenReplies: byVendor(() => [{ error: 'It broke off' }]),
	credentialTests: byVendor(() => ({ status: 'OK', message: 'It works' })),
	watches: byVendor(() => [[{ event: 'low' }], []]),
};

it('finds nothing where all is right', () => {
	expect(runFindings(RIGHT)).toEqual([]);
});

it.each<[string, Partial<InstalledRun>, readonly string[]]>([
	[
		'a balance that is wrong',
		{ balances: { ...RIGHT.balances, sectigo: [{ ...FIRST_BALANCES.sectigo, balance: 0 }] } },
		['sectigo: balance is 0'],
	],
	[
		'a credential test that is red',
		{ credentialTests: { ...RIGHT.credentialTests, igSend: { status: 'Error', message: '' } } },
		['igSend: the credential test is red'],
	],
	[
		'a broken reply that is believed',
		{ brokenReplies: { ...RIGHT.brokenReplies, kolmisoftM4: [{ balance: 5 }] } },
		['kolmisoftM4: a broken reply is believed'],
	],
	[
		'a watch that tells nothing',
		{ watches: { ...RIGHT.watches, sectigo: [[], []] } },
		['sectigo: a low balance is not told'],
	],
	[
		'a watch that remembers nothing',
		{ watches: { ...RIGHT.watches, sectigo: [[{ event: 'low' }], [{ event: 'low' }]] } },
		['sectigo: a low balance is told twice'],
	],
	['no reply at all', { brokenReplies: {} }, IDS.map((id) => `${id}: a broken reply is believed`)],
])('finds %s', (_, wrong, findings) => {
	expect(runFindings({ ...RIGHT, ...wrong })).toEqual(findings);
});
