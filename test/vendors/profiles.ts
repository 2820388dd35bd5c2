/* eslint-disable @typescript-eslint/no-require-imports -- a module is loaded at once and by a computed name, which esbuild bundles too */
/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the ban protects n8n's runtime; this is test code */
import { findProfileFolders } from './folders';
import type { VendorProfile } from './vendorProfile';

/** The only vendor that is tested, where `npm run test:vendor` names one. */
const CHOSEN_VENDOR = process.env['TEST_VENDOR'];

/** What the tests know about every vendor, by the order of their folders. */
export const ALL_PROFILES: readonly VendorProfile[] = findProfileFolders().map(loadProfile);

/** The same about the vendors that are tested. */
export const PROFILES = ALL_PROFILES.filter(({ id }) => isChosen(id));

/** Whether a vendor is among those that are tested. */
export function isChosen(vendorId: string): boolean {
	return CHOSEN_VENDOR === undefined || vendorId === CHOSEN_VENDOR;
}

/** What the tests know about one vendor. */
export function profileOf(vendorId: string): VendorProfile {
	const found = ALL_PROFILES.find(({ id }) => id === vendorId);
	if (found === undefined) throw new Error(`Add test/vendors/${vendorId}/profile.ts`);
	return found;
}

/** esbuild bundles every file of this name. */
function loadProfile(folder: string): VendorProfile {
	// The cast: what has a computed name is untyped.
	const module = require(`./${folder}/profile.ts`) as { readonly profile?: VendorProfile };
	if (module.profile?.id !== folder) {
		throw new Error(
			`test/vendors/${folder}/profile.ts must export a \`profile\` whose id is '${folder}'`,
		);
	}
	return module.profile;
}
