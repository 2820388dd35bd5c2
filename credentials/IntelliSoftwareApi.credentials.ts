import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { intelliSoftware } from '../nodes/IntelliSoftware/intelliSoftware.vendor';
import { authenticateWith } from '../nodes/shared/n8n/credential/authenticate';
import { createSecretField } from '../nodes/shared/n8n/credential/fields';

export class IntelliSoftwareApi implements ICredentialType {
	name = 'intelliSoftwareApi';

	displayName = 'IntelliSoftware API';

	icon: Icon = {
		light: 'file:../nodes/IntelliSoftware/intelliSoftware.svg',
		dark: 'file:../nodes/IntelliSoftware/intelliSoftware.dark.svg',
	};

	documentationUrl =
		'https://example.com/n8n-nodes-account-balance/blob/main/docs/vendors.md#intellisoftware';

	properties: INodeProperties[] = [
		createSecretField({
			displayName: 'Access Key',
			name: 'accessKey',
			required: true,
			description: 'One half of an access key pair from your IntelliSoftware account',
		}),
		createSecretField({
			displayName: 'Secret Key',
			name: 'secretKey',
			required: true,
			description: 'The other half of the pair',
		}),
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://www.intellisoftware.co.uk',
			required: true,
			description: 'The address of the gateway, without /api',
		},
		{
			displayName: 'Backup Base URL',
			name: 'backupBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://www.intellisoftware2.co.uk',
			description:
				'A second address, asked only when the first cannot be reached; your keys are sent to it then',
		},
	];

	authenticate = authenticateWith(intelliSoftware);
}
