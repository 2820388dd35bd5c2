/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the bans protect n8n's runtime */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { signIn } from '../../test/server/n8nClient';
import { importWorkflow, installPackages, startN8n } from '../../test/server/n8nServer';
import { startPostgres } from '../../test/server/postgresServer';
import { kolmisoftM4SecretKey, startKolmisoftM4 } from '../../test/vendors/kolmisoftM4/standIn';
import { requireValue } from '../arguments';
import { median } from '../bench/statistics';
import { installedVersion } from '../documents/installedVersion';
import { writeDocument } from '../documents/writeDocument';
import type { Cost } from './cost';
import { measureWatch } from './measureWatch';
import { report } from './report';

const STORAGES = ['dataTable', 'staticData'] as const;
const ACCOUNTS = [1, 1000] as const;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			node: { type: 'string' },
			n8n: { type: 'string' },
			tarball: { type: 'string' },
			document: { type: 'string' },
		},
	});
	const folder = requireValue('n8n', values.n8n);
	const installation = { node: requireValue('node', values.node), folder };
	const tarball = requireValue('tarball', values.tarball);
	const usernames = Array.from({ length: Math.max(...ACCOUNTS) }, (_, number) => `user${number}`);
	const vendor = await startKolmisoftM4({
		accounts: usernames.map((username) => {
			return { username, currency: 'EUR', balances: { EUR: '150.00', USD: '170.00' } };
		}),
	});
	const costs: Cost[] = [];
	for (const database of ['SQLite', 'Postgres']) {
		const userFolder = mkdtempSync(path.join(tmpdir(), 'n8n-memory-'));
		await installPackages(installation, userFolder, [tarball]);
		const postgres = database === 'Postgres' ? await startPostgres() : null;
		const environment = postgres?.environment ?? {};
		const server = await startN8n(installation, { userFolder, environment });
		const client = await signIn(server.url);
		const { id: credentialId } = await client.createCredential('M4', 'kolmisoftM4Api', {
			baseUrl: `${vendor.url}/billing`,
			defaultUsername: 'user0',
			signRequests: true,
			apiSecretKey: kolmisoftM4SecretKey,
			allowUnauthorizedCerts: false,
		});
		const measured = {
			client,
			url: server.url,
			credentialId,
			database,
			importWorkflow: async (workflow: object) =>
				await importWorkflow(installation, { userFolder, environment }, workflow),
		};
		for (const accounts of ACCOUNTS) {
			for (const storage of STORAGES) {
				const watched = usernames.slice(0, accounts);
				const cost = await measureWatch(measured, storage, watched);
				console.log(JSON.stringify({ ...cost, median: median(cost.durations) }));
				costs.push(cost);
			}
		}
		await server.stop();
		await postgres?.stop();
		rmSync(userFolder, { recursive: true, force: true });
	}
	await vendor.close();
	const versions = `n8n ${installedVersion(folder, 'n8n')} on Node ${installedVersion(folder, 'node')}`;
	await writeDocument(requireValue('document', values.document), report(costs, versions));
}

void main();
