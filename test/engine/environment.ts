/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the bans protect n8n's runtime; this is test code */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads its settings from the environment when its services are first created, so this
// module is imported before any other that imports n8n-core, and does its work at import.

/** A folder of this process alone, for the settings file that n8n-core insists on writing. */
export const userFolder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));

Object.assign(process.env, {
	N8N_ENCRYPTION_KEY: 'an encryption key for tests only',
	N8N_USER_FOLDER: userFolder,
	// Everything is logged, since secrets are searched for in the logs; nothing goes to a console.
	N8N_LOG_LEVEL: 'debug',
	N8N_LOG_OUTPUT: 'none',
	N8N_LOG_SCOPES: '',
	N8N_DIAGNOSTICS_ENABLED: 'false',
});

// The servers that tests talk to listen on loopback: a proxy of this machine would catch the calls.
for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']) {
	Reflect.deleteProperty(process.env, name);
	Reflect.deleteProperty(process.env, name.toLowerCase());
}
