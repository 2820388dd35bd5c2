import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { cloud9Mobile } from '../nodes/Cloud9Mobile/cloud9Mobile.vendor';
import { authenticateWith } from '../nodes/shared/n8n/credential/authenticate';
import { createSecretField } from '../nodes/shared/n8n/credential/fields';

export class Cloud9MobileApi implements ICredentialType {
	name = 'cloud9MobileApi';

	displayName = 'Cloud9 Mobile API';

	icon: Icon = {
		light: 'file:../nodes/Cloud9Mobile/cloud9Mobile.svg',
		dark: 'file:../nodes/Cloud9Mobile/cloud9Mobile.dark.svg',
	};

	documentationUrl =
		'https://example.com/n8n-nodes-account-balance/blob/main/docs/vendors.md#cloud9-mobile';

	properties: INodeProperties[] = [
		{
			displayName: 'Carrier ID',
			name: 'carrierId',
			type: 'string',
			default: '',
			required: true,
			description: 'The carrier ID for the API, assigned by support@cloud9-mobile.co.uk',
		},
		createSecretField({
			displayName: 'Password',
			name: 'password',
			required: true,
			description: 'The API password, assigned by support@cloud9-mobile.co.uk',
		}),
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'http://api.wire9.com',
			required: true,
			description: 'The address of the interface, without /api.cgi',
		},
		{
			displayName:
				'An address that begins with http:// sends the password unencrypted, in the query of every request. Ask Cloud9 Mobile for an HTTPS address, and use this password nowhere else.',
			name: 'unencryptedNotice',
			type: 'notice',
			default: '',
			displayOptions: { show: { baseUrl: [{ _cnd: { startsWith: 'http://' } }] } },
		},
	];

	authenticate = authenticateWith(cloud9Mobile);
}
