/* eslint-disable @typescript-eslint/no-require-imports -- a module is loaded at once and by a computed name, which esbuild bundles too */
import type { ICredentialType } from 'n8n-workflow';
import type { Vendor } from '../../nodes/shared/vendor';
import { findVendorFolders, type VendorFolder } from './folders';
import { ALL_PROFILES, isChosen } from './profiles';
import type { VendorProfile } from './vendorProfile';

/** What a vendor is without n8n: loading this module does not load n8n's. */
export interface RegisteredAdapter extends VendorFolder {
	readonly profile: VendorProfile;
	readonly adapter: Vendor;
	readonly createCredential: () => ICredentialType;
}

/** Every vendor of the package that the tests know; one that they do not is told by a test. */
export const ALL_ADAPTERS: readonly RegisteredAdapter[] = findVendorFolders().flatMap((folder) => {
	const profile = ALL_PROFILES.find(({ id }) => id === folder.id);
	return profile === undefined ? [] : [registeredAdapter(folder, profile)];
});

/** Those that are tested. */
export const ADAPTERS = ALL_ADAPTERS.filter(({ id }) => isChosen(id));

function registeredAdapter(
	{ className, id }: VendorFolder,
	profile: VendorProfile,
): RegisteredAdapter {
	const adapter = loadAdapter(className, id);
	return { className, id, profile, adapter, createCredential: () => createCredential(className) };
}

/** esbuild bundles every file of this kind, and so with the credentials. */
function loadAdapter(className: string, id: string): Vendor {
	const file = `nodes/${className}/${id}.vendor.ts`;
	// The cast: what has a computed name is untyped.
	const module = require(`../../nodes/${className}/${id}.vendor.ts`) as Record<string, Vendor>;
	const adapter = module[id];
	if (adapter === undefined) throw new Error(`${file} must export the adapter as \`${id}\``);
	return adapter;
}

function createCredential(className: string): ICredentialType {
	const name = `${className}Api`;
	// The cast: what has a computed name is untyped.
	const module = require(`../../credentials/${className}Api.credentials.ts`) as Record<
		string,
		new () => ICredentialType
	>;
	const Credential = module[name];
	if (Credential === undefined) {
		throw new Error(`credentials/${name}.credentials.ts must export the class ${name}`);
	}
	return new Credential();
}
