import type { IDataObject } from 'n8n-workflow';
import { createBalanceEngine } from '../engine/accountBalance';
import type { Engine } from '../engine/engine';

/** What expressions make of items. */
export interface Renderer {
	/** The fields for each item, in its order; `from` is the node that an expression names. */
	render(
		fields: Readonly<Record<string, string>>,
		input: readonly IDataObject[],
		from?: string,
	): Promise<readonly IDataObject[]>;
}

/** n8n's engine with a node that evaluates them. */
export async function startRenderer(): Promise<Renderer> {
	const engine = await createBalanceEngine();
	return {
		render: async (fields, input, from = 'Before') => await render(engine, fields, input, from),
	};
}

async function render(
	engine: Engine,
	fields: Readonly<Record<string, string>>,
	input: readonly IDataObject[],
	from: string,
): Promise<readonly IDataObject[]> {
	const position = [0, 0];
	const trigger = { type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position };
	const assignments = Object.entries(fields).map(([name, value]) => ({ name, value }));
	const parameters = { assignments: { assignments } };
	const { run, outputs } = await engine.run(
		{
			nodes: [
				{ name: from, ...trigger, parameters: {} },
				{ name: 'Render', type: 'n8n-nodes-base.set', typeVersion: 3.4, position, parameters },
			],
			connections: { [from]: { main: [[{ node: 'Render', type: 'main', index: 0 }]] } },
		},
		{ credentials: [], input },
	);
	expect(run.data.resultData.error).toBeUndefined();
	return (outputs('Render')[0] ?? []).map(({ json }) => json);
}
