import type { INodeExecutionData } from 'n8n-workflow';
import { balanceWorkflow, createBalanceEngine } from '../engine/accountBalance';
import type { Engine, EngineRun, RunOptions, StoredCredential } from '../engine/engine';
import type { NodeDocument } from '../engine/workflowDocument';
import { ALL_PROFILES } from '../vendors/profiles';
import type { CredentialData } from '../vendors/vendorProfile';
import { startVendor, type RunningVendor } from '../vendors/runningVendors';
import { FROM_ROW, type Row } from './list';

/** How a list is checked. */
export interface ListSetup {
	readonly parameters?: object;
	readonly settings?: Partial<NodeDocument>;
	/** The vendors whose credential is selected; by default all. */
	readonly selected?: readonly string[];
	/** In place of a vendor's own. */
	readonly credentials?: Readonly<Record<string, CredentialData>>;
	readonly options?: Partial<RunOptions>;
}

/** Every vendor's stand-in, and the node that asks them all. */
export interface MixedList {
	readonly vendors: ReadonlyMap<string, RunningVendor>;
	check(rows: readonly Row[], setup?: ListSetup): Promise<EngineRun>;
	close(): Promise<void>;
}

/** Starts every vendor's stand-in, and n8n's engine. */
export async function openMixedList(): Promise<MixedList> {
	const engine: Engine = await createBalanceEngine();
	const running = await Promise.all(ALL_PROFILES.map(async ({ id }) => await startVendor(id)));
	const vendors = new Map(running.map((vendor) => [vendor.id, vendor]));
	let executions = 0;
	return {
		vendors,
		check: async (rows, setup = {}) => {
			const { parameters, settings, selected = [...vendors.keys()], credentials = {} } = setup;
			const stored = running.map(({ id, credential }): StoredCredential => {
				const data = { ...credential, ...credentials[id] };
				return { id, name: `My ${id}`, type: `${id}Api`, data };
			});
			const workflow = balanceWorkflow(
				'accountBalance',
				{ ...FROM_ROW, ...parameters },
				{
					credentials: Object.fromEntries(
						selected.map((id) => [`${id}Api`, { id, name: `My ${id}` }]),
					),
					onError: 'continueRegularOutput',
					...settings,
				},
			);
			executions += 1;
			return await engine.run(workflow, {
				credentials: stored,
				input: rows,
				executionId: `execution ${executions}`,
				...setup.options,
			});
		},
		close: async () => {
			await Promise.all(running.map(async ({ standIn }) => await standIn.close()));
		},
	};
}

/** What came out, on the first output unless another is named. */
export function itemsOf(result: EngineRun, output = 0): readonly INodeExecutionData[] {
	return result.outputs('Balance')[output] ?? [];
}
