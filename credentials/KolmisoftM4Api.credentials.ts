import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { kolmisoftM4 } from '../nodes/KolmisoftM4/kolmisoftM4.vendor';
import { authenticateWith } from '../nodes/shared/n8n/credential/authenticate';
import {
	createIgnoreSslIssuesField,
	createSecretField,
} from '../nodes/shared/n8n/credential/fields';

export class KolmisoftM4Api implements ICredentialType {
	name = 'kolmisoftM4Api';

	displayName = 'Kolmisoft M4 API';

	icon: Icon = {
		light: 'file:../nodes/KolmisoftM4/kolmisoftM4.svg',
		dark: 'file:../nodes/KolmisoftM4/kolmisoftM4.dark.svg',
	};

	documentationUrl =
		'https://example.com/n8n-nodes-account-balance/blob/main/docs/vendors.md#kolmisoft-m4';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://voip.example.com/billing',
			description: 'The address of the server up to and including /billing',
		},
		{
			displayName: 'Default Username',
			name: 'defaultUsername',
			type: 'string',
			default: '',
			required: true,
			description:
				'The user whose balance is read where a node names none, and by the credential test',
		},
		{
			displayName: 'Sign Requests',
			name: 'signRequests',
			type: 'boolean',
			default: true,
			description:
				'Whether to sign every request with the key below; turn it off only where the server checks no hashes',
		},
		createSecretField({
			displayName: 'API Secret Key',
			name: 'apiSecretKey',
			required: true,
			displayOptions: { show: { signRequests: [true] } },
			description: 'On the server under Maintenance, Settings, API tab; it is never sent itself',
		}),
		createIgnoreSslIssuesField(),
	];

	authenticate = authenticateWith(kolmisoftM4);
}
