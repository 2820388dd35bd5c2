import type { StandIn, StandInOptions } from '../standIns/standIn';
import { PROFILES, profileOf } from './profiles';
import type { CredentialData } from './vendorProfile';

/** A running stand-in with a credential that fits it, in the field names of n8n's editor. */
export interface RunningVendor {
	/** The node type's name. */
	readonly id: string;
	readonly standIn: StandIn;
	readonly credential: CredentialData;
	/** The same credential with a wrong secret. */
	readonly wrongCredential: CredentialData;
	/** The vendor's words for it. */
	readonly refusalWords: string;
}

/** Starts the stand-in of every vendor that is tested. */
export async function startAllVendors(options: StandInOptions = {}): Promise<RunningVendor[]> {
	return await Promise.all(PROFILES.map(async ({ id }) => await startVendor(id, options)));
}

/** Starts the stand-in of one vendor. */
export async function startVendor(
	id: string,
	options: StandInOptions = {},
): Promise<RunningVendor> {
	const { startStandIn, credential, addressFields, wrongField, refusalWords } = profileOf(id);
	const standIn = await startStandIn(options);
	const fitting = { ...credential, ...addressFields(standIn.url) };
	const wrongCredential = { ...fitting, [wrongField]: 'wrong-secret-of-the-demo' };
	return { id, standIn, credential: fitting, wrongCredential, refusalWords };
}
