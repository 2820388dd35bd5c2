/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the bans protect n8n's runtime; this starts servers for tests */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { signIn, type N8nClient } from '../server/n8nClient';
import {
	installPackages,
	startN8n,
	type N8nInstallation,
	type N8nServer,
} from '../server/n8nServer';
import { profileOf } from '../vendors/profiles';
import { startAllVendors, type RunningVendor } from '../vendors/runningVendors';

/** A user folder with the packed package in it, and the vendors that it will ask. */
export interface Stage {
	readonly installation: N8nInstallation;
	readonly userFolder: string;
	readonly vendors: readonly RunningVendor[];
	vendor(id: string): RunningVendor;
	clear(): Promise<void>;
}

/** Where the whole n8n lies, and the tarball; gulp says so. */
export const PLACES = {
	node: fromEnvironment('E2E_N8N_NODE'),
	folder: fromEnvironment('E2E_N8N_FOLDER'),
	tarball: fromEnvironment('E2E_TARBALL'),
};

function fromEnvironment(name: string): string {
	const value = process.env[name];
	if (value === undefined) throw new Error(`${name} is missing: start it by \`npm run e2e\``);
	return value;
}

/** Installs the packed package into a fresh user folder, and starts the vendors. */
export async function openStage(): Promise<Stage> {
	const { node, folder, tarball } = PLACES;
	const installation = { node, folder };
	const userFolder = mkdtempSync(path.join(tmpdir(), 'n8n-e2e-'));
	await installPackages(installation, userFolder, [tarball]);
	const vendors = await startAllVendors();
	return {
		installation,
		userFolder,
		vendors,
		vendor: (id) => {
			const found = vendors.find((each) => each.id === id);
			if (found === undefined) throw new Error(`No stand-in for ${id}`);
			return found;
		},
		clear: async () => {
			await Promise.all(vendors.map(async ({ standIn }) => await standIn.close()));
			rmSync(userFolder, { recursive: true, force: true });
		},
	};
}

/** What a workflow refers to a credential by. */
export interface CredentialReference {
	readonly id: string;
	readonly name: string;
}

/** By credential type, or by the id that an example has for one of several of a type. */
export type Credentials = Readonly<Record<string, CredentialReference>>;

/** Signs in and makes the credential of every vendor. */
export async function createCredentials(
	url: string,
	vendors: readonly RunningVendor[],
): Promise<{ readonly client: N8nClient; readonly credentials: Credentials }> {
	const client = await signIn(url);
	const credentials: Record<string, CredentialReference> = {};
	for (const { id, credential } of vendors) {
		const type = `${id}Api`;
		const name = `${profileOf(id).displayName} account`;
		credentials[type] = await client.createCredential(name, type, credential);
	}
	return { client, credentials };
}

/** A stage with n8n running on it, in which every vendor has its credential; clearing it stops n8n, too. */
export interface SignedInStage extends Stage {
	readonly server: N8nServer;
	readonly client: N8nClient;
	readonly credentials: Credentials;
}

/** Opens a stage, and starts n8n on it. */
export async function openSignedInStage(): Promise<SignedInStage> {
	const stage = await openStage();
	const server = await startN8n(stage.installation, { userFolder: stage.userFolder });
	return {
		...stage,
		...(await createCredentials(server.url, stage.vendors)),
		server,
		clear: async () => {
			await server.stop();
			await stage.clear();
		},
	};
}
