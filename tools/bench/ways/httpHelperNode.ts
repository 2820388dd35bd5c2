import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';
import type { PackageSource } from '../../../test/engine/packageSource';
import { askEach } from './floor';

/** A package with a node that does nothing but ask, by n8n's HTTP helper: no n8n node can be cheaper. */
export function httpHelperPackage(): PackageSource {
	const name = 'httpHelper';
	const node: INodeType = {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: name,
			defaults: { name },
			properties: ['baseUrl', 'secretKey'].map(textField),
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
		},
		execute,
	};
	return { kind: 'classes', packageName: 'n8n-nodes-floor', nodes: [node], credentials: [] };
}

function textField(name: string): INodeProperties {
	return { displayName: name, name, type: 'string', default: '' };
}

async function execute(this: IExecuteFunctions) {
	const server = {
		baseUrl: String(this.getNodeParameter('baseUrl', 0)),
		secretKey: String(this.getNodeParameter('secretKey', 0)),
	};
	const usernames = this.getInputData().map(({ json }) => String(json['account']));
	const balances = await askEach(usernames, server, async (url, body) => {
		const reply: unknown = await this.helpers.httpRequest({
			method: 'POST',
			url,
			body: body.toString(),
			encoding: 'text',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		});
		return String(reply);
	});
	return [balances.map((balance, item) => ({ json: { balance }, pairedItem: { item } }))];
}
