import type { WorkflowDocument } from '../../test/engine/workflowDocument';

/** A webhook that takes accounts, and the watch of them. */
export function watchedAccounts(
	address: string,
	stateStorage: string,
	id: string,
): WorkflowDocument {
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		name: address,
		nodes: [
			{
				id: 'webhook',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				webhookId: address,
				parameters: { httpMethod: 'POST', path: address, options: {} },
			},
			{
				id: 'split',
				name: 'Split Out',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [200, 0],
				parameters: { fieldToSplitOut: 'body.accounts', options: {} },
			},
			{
				id: 'watch',
				name: 'Watch',
				type: 'n8n-nodes-account-balance.kolmisoftM4',
				typeVersion: 1,
				position: [400, 0],
				credentials: { kolmisoftM4Api: { id, name: 'M4' } },
				parameters: {
					operation: 'watchBalance',
					username: '={{ $json.username }}',
					threshold: '100',
					options: { concurrency: 50 },
					alertOptions: { stateStorage },
				},
			},
		],
		connections: { Webhook: to('Split Out'), 'Split Out': to('Watch') },
		settings: { executionOrder: 'v1' },
	};
}
