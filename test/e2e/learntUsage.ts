import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { createBalanceEngine } from '../engine/accountBalance';
import type { NodeDocument } from '../engine/engine';

const HOURS = 240;
const HOUR = 3_600_000;

/** A watching node, and the credential that it uses on the server. */
export interface LearningNode {
	readonly node: NodeDocument;
	readonly credential: {
		readonly id: string;
		readonly type: string;
		readonly data: ICredentialDataDecryptedObject;
	};
	/** Sets the balance as it was so many hours ago. */
	readonly setBalance: (hoursAgo: number) => void;
}

/**
 * What n8n holds of a workflow after ten days of hourly checks up to now. Nobody waits that long: n8n's
 * engine runs the node with a clock of its own.
 */
export async function learnUsage({
	node,
	credential,
	setBalance,
}: LearningNode): Promise<IDataObject> {
	const engine = await createBalanceEngine();
	const now = Date.now();
	const clock = jest.spyOn(Date, 'now');
	const credentials = [{ ...credential, name: 'Learning' }];
	let staticData: IDataObject = {};
	for (let hoursAgo = HOURS; hoursAgo >= 0; hoursAgo--) {
		clock.mockReturnValue(now - hoursAgo * HOUR);
		setBalance(hoursAgo);
		const executionId = `hour ${hoursAgo}`;
		const run = await engine.run(toWorkflow(node), {
			credentials,
			staticData,
			executionId,
			mode: 'trigger',
		});
		({ staticData } = run);
	}
	clock.mockRestore();
	return staticData;
}

function toWorkflow(node: NodeDocument) {
	const trigger = { name: 'Trigger', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
	return {
		nodes: [{ ...trigger, position: [0, 0], parameters: {} }, node],
		connections: { Trigger: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
	};
}
