import './services';

import { CredentialTestContext } from 'n8n-core';
import {
	UnexpectedError,
	type ICredentialDataDecryptedObject,
	type ICredentialTestFunction,
	type INodeCredentialTestResult,
} from 'n8n-workflow';

import { createAdditionalData } from './execution';
import { StoredCredentials } from './storedCredentials';
import type { CredentialTypes, NodeTypes } from './typeRegistries';
import { toWorkflowBase } from './workflowDocument';

/**
 * Tests a credential as n8n's server does (`credentials-tester.service.ts` in n8n's repository) when
 * a user saves it. What the test function throws is thrown on.
 */
export async function testCredential(
	nodeTypes: NodeTypes,
	credentialTypes: CredentialTypes,
	type: string,
	data: ICredentialDataDecryptedObject,
): Promise<INodeCredentialTestResult> {
	const test = findTest(nodeTypes, credentialTypes, type);
	if (!test) {
		return { status: 'Error', message: 'No testing function found for this credential.' };
	}
	const credentials = new StoredCredentials(credentialTypes, nodeTypes);
	const workflow = toWorkflowBase({ nodes: [], connections: {} });
	const resolved = await credentials.resolveWithoutItem(
		credentials.withDefaults(type, data),
		createAdditionalData(nodeTypes, credentials, workflow, 'internal'),
		'internal',
	);
	return await test.call(new CredentialTestContext(), {
		id: 'tested',
		name: 'Tested credential',
		type,
		data: resolved,
	});
}

function findTest(
	nodeTypes: NodeTypes,
	credentialTypes: CredentialTypes,
	type: string,
): ICredentialTestFunction | undefined {
	// A declarative test would win over a test function, and RoutingNode would have to run it.
	if (credentialTypes.getByName(type).test) {
		throw new UnexpectedError(`A declarative credential test is not imitated here: ${type}`);
	}
	for (const nodeName of credentialTypes.getSupportedNodes(type)) {
		const { description, methods } = nodeTypes.getByNameAndVersion(nodeName);
		const entry = description.credentials?.find(({ name }) => name === type);
		if (typeof entry?.testedBy === 'string') return methods?.credentialTest?.[entry.testedBy];
	}
	return undefined;
}
