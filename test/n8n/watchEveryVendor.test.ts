import type { IDataObject } from 'n8n-workflow';
import { createBalanceEngine, NODES, storedCredential } from '../engine/accountBalance';
import { PROFILES } from '../vendors/profiles';
import { startVendor } from '../vendors/runningVendors';

describe.each(PROFILES)('$id', ({ id, firstBalance }) => {
	it.each(['own', 'mixed'] as const)(
		'tells once, in the uniform item, by the node: %s',
		async (node) => {
			const { standIn, credential } = await startVendor(id);
			const engine = await createBalanceEngine();
			const workflow = NODES[node](id, {
				operation: 'watchBalance',
				threshold: '9999999',
				criticalThreshold: '1',
			});
			const credentials = [storedCredential(id, credential)];
			const run = async (staticData: IDataObject) =>
				await engine.run(workflow, { credentials, staticData, mode: 'trigger' });
			try {
				const first = await run({});
				expect(first.outputs('Balance')[0]).toMatchObject([
					{
						json: {
							...firstBalance,
							event: 'low',
							reason: 'threshold',
							threshold: 9_999_999,
						},
					},
				]);
				expect((await run(first.staticData)).outputs('Balance')[0]).toEqual([]);
			} finally {
				await standIn.close();
			}
		},
	);
});
