import { exchangesOf } from './exchanges';
import { ADAPTERS } from '../vendors/adapters';
import { expectPlayed } from './expectPlayed';

describe.each(ADAPTERS.map((vendor) => [vendor.adapter.name, vendor] as const))(
	'%s',
	(_, vendor) => {
		const exchanges = exchangesOf(vendor.adapter.id).map(
			([topic, exchange]) => [topic, exchange.name, exchange] as const,
		);

		it('has documented exchanges of every sort', () => {
			const withItem = exchanges.filter(([, , { item }]) => item !== undefined);
			const withRefusal = exchanges.filter(([, , { refusal }]) => refusal !== undefined);
			expect(withItem.length).toBeGreaterThan(2);
			expect(withRefusal.length).toBeGreaterThan(5);
			expect(withItem.length + withRefusal.length).toBe(exchanges.length);
			expect(new Set(exchanges.map(([, name]) => name)).size).toBe(exchanges.length);
		});

		it('says where the name of an account comes from', () => {
			const { contract, firstBalance } = vendor.profile;
			const { accountNamedBy: naming } = vendor.adapter;
			const parameter = naming.by === 'parameter' ? naming.parameter : undefined;
			expect(parameter).toBe(contract.shownInSubtitle);
			expect(naming.by === 'nobody').toBe(firstBalance.account === null);
			expect(['parameter', 'credential', 'reply', 'nobody']).toContain(naming.by);
		});

		it.each(exchanges)('%s: %s', async (_topic, _name, exchange) => {
			await expectPlayed(vendor, exchange);
		});
	},
);
