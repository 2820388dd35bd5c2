import type { IDataObject } from 'n8n-workflow';
import { balanceWorkflow, createBalanceEngine, storedCredential } from '../engine/accountBalance';
import type { Engine } from '../engine/engine';
import type { StandIn } from '../standIns/standIn';
import type { CredentialData } from '../vendors/vendorProfile';

/** One vendor's node on n8n's engine, and the servers that its tests start. */
export interface VendorOnEngine {
	/** The engine, once the tests run. */
	readonly engine: () => Engine;
	/** Closes a server after the test that has started it. */
	keep<Kind extends StandIn>(starting: Promise<Kind>): Promise<Kind>;
	/** The json of the only item, with failures on the regular output. */
	readBalance(credential: CredentialData, parameters?: object): Promise<IDataObject>;
}

/** What an item has as the time of its check. */
export const aRecentTime: unknown = expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:.]{12}Z$/);

/** Opens the engine for the tests of one vendor, and closes what they start. */
export function openVendorOnEngine(vendorId: string): VendorOnEngine {
	let engine: Engine;
	const running: StandIn[] = [];

	beforeAll(async () => {
		engine = await createBalanceEngine();
	});

	afterEach(async () => {
		await Promise.all(running.splice(0).map(async (standIn) => await standIn.close()));
	});

	return {
		engine: () => engine,
		keep: async (starting) => {
			const standIn = await starting;
			running.push(standIn);
			return standIn;
		},
		readBalance: async (credential, parameters = {}) => {
			const workflow = balanceWorkflow(vendorId, parameters, { onError: 'continueRegularOutput' });
			const result = await engine.run(workflow, {
				credentials: [storedCredential(vendorId, credential)],
			});
			const items = result.outputs('Balance')[0] ?? [];
			expect(items).toHaveLength(1);
			return items[0]?.json ?? {};
		},
	};
}
