import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { igSend } from '../nodes/IgSend/igSend.vendor';
import { authenticateWith } from '../nodes/shared/n8n/credential/authenticate';
import { createSecretField } from '../nodes/shared/n8n/credential/fields';

export class IgSendApi implements ICredentialType {
	name = 'igSendApi';

	displayName = 'iGsend API';

	icon: Icon = {
		light: 'file:../nodes/IgSend/igSend.svg',
		dark: 'file:../nodes/IgSend/igSend.dark.svg',
	};

	documentationUrl =
		'https://example.com/n8n-nodes-account-balance/blob/main/docs/vendors.md#igsend';

	properties: INodeProperties[] = [
		{
			displayName: 'Public Key',
			name: 'publicKey',
			type: 'string',
			default: '',
			required: true,
			description: 'The keys of the sandbox and of live differ',
		},
		createSecretField({
			displayName: 'Private Key',
			name: 'privateKey',
			required: true,
		}),
		{
			displayName: 'Default Client ID',
			// n8n's editor calls a field of the name clientId "Client ID", whatever its title.
			name: 'defaultClientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 100045',
			description:
				'The client whose balance is read where a node names none, and by the credential test',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Custom', value: 'custom', description: 'An address of your own, e.g. a gateway' },
				{ name: 'Live', value: 'live' },
				{ name: 'Sandbox', value: 'sandbox' },
			],
			default: 'live',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://api.igsend.co.uk',
			displayOptions: { show: { environment: ['custom'] } },
			description: 'The address of the interface, without /services',
		},
	];

	authenticate = authenticateWith(igSend);
}
