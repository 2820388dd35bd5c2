import type { INodeProperties } from 'n8n-workflow';

/** A credential field that is masked in the editor and encrypted in n8n's database. */
export function createSecretField(
	field: Pick<
		INodeProperties,
		'displayName' | 'name' | 'description' | 'displayOptions' | 'required'
	>,
): INodeProperties {
	return { ...field, type: 'string', typeOptions: { password: true }, default: '' };
}

/** The switch that accepts a certificate which cannot be verified. */
export function createIgnoreSslIssuesField(): INodeProperties {
	return {
		displayName: 'Ignore SSL Issues (Insecure)',
		name: 'allowUnauthorizedCerts',
		type: 'boolean',
		default: false,
		description: 'Whether to connect even if SSL certificate validation is not possible',
	};
}
