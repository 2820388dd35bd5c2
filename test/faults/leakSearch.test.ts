import { createEngine, type Engine, type EngineRun } from '../engine/engine';
import { leakFinder } from './leakSearch';
import { CARELESS_FORMS, CARELESS_PLACES, leakyPackage } from './leakyNode';

describe('the search itself', () => {
	const secret = 's:k&v=w+rd %41é"\\<x^~$';
	const leaksIn = leakFinder([secret]);
	let leaky: Engine;

	beforeAll(async () => {
		leaky = await createEngine(leakyPackage());
	});

	async function runLeaky(place: string, form: string): Promise<EngineRun> {
		const trigger = { name: 'Trigger', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
		const credentials = { leakyApi: { id: '1', name: 'Leaky' } };
		const node = { name: 'Leaky', type: 'n8n-nodes-leaky.leaky', typeVersion: 1, credentials };
		return await leaky.run(
			{
				nodes: [
					{ ...trigger, position: [0, 0], parameters: {} },
					{ ...node, position: [1, 0], parameters: { place, form } },
				],
				connections: { Trigger: { main: [[{ node: 'Leaky', type: 'main', index: 0 }]] } },
			},
			{ credentials: [{ id: '1', name: 'Leaky', type: 'leakyApi', data: { secret, form } }] },
		);
	}

	it.each(Object.keys(CARELESS_FORMS))(
		'catches a node that shows its secret as %s',
		async (form) => {
			const caught = [];
			for (const place of CARELESS_PLACES) {
				const { saved, logs } = await runLeaky(place, form);
				if (leaksIn([saved, logs].join('\n')).length > 0) caught.push(place);
			}
			expect(caught).toEqual([...CARELESS_PLACES]);
		},
	);

	it.each(Object.keys(CARELESS_FORMS))(
		'catches a credential test that shows it as %s',
		async (form) => {
			const { message } = await leaky.testCredential('leakyApi', { secret, form });
			expect(leaksIn(message)).not.toEqual([]);
		},
	);

	it('finds nothing where there is nothing', async () => {
		const { saved, logs } = await runLeaky('item', 'none');
		expect(leaksIn([saved, logs].join('\n'))).toEqual([]);
	});
});
