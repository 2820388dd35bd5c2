import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { sectigo } from '../nodes/Sectigo/sectigo.vendor';
import { authenticateWith } from '../nodes/shared/n8n/credential/authenticate';
import { createSecretField } from '../nodes/shared/n8n/credential/fields';

export class SectigoApi implements ICredentialType {
	name = 'sectigoApi';

	displayName = 'Sectigo API';

	icon: Icon = {
		light: 'file:../nodes/Sectigo/sectigo.svg',
		dark: 'file:../nodes/Sectigo/sectigo.dark.svg',
	};

	documentationUrl =
		'https://example.com/n8n-nodes-account-balance/blob/main/docs/vendors.md#sectigo';

	properties: INodeProperties[] = [
		{
			displayName: 'Login Name',
			name: 'loginName',
			type: 'string',
			default: '',
			required: true,
			description: 'The user name of the reseller account; capital letters matter',
		},
		createSecretField({
			displayName: 'Login Password',
			name: 'loginPassword',
			required: true,
			description: 'The password of the reseller account; capital letters matter',
		}),
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://secure.trust-provider.com',
			required: true,
			description: 'The address of the reseller interface, without /products',
		},
	];

	authenticate = authenticateWith(sectigo);
}
