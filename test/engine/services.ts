/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import { userFolder } from './environment';

import type * as BackendCommon from '@n8n/backend-common';
import type * as Configuration from '@n8n/config';
import type * as DependencyInjection from '@n8n/di';
import { stringify } from 'flatted';
import * as core from 'n8n-core';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';

import { record } from './recorder';

// Each of these packages is installed twice. n8n-core's services live in the container of the copy
// that n8n-core itself resolves; any other copy answers "Cipher is not decorated with Service".
const requireFromCore = createRequire(require.resolve('n8n-core'));
// The casts: a created `require` is untyped. The types are those of the other installed copy.
const { Container } = requireFromCore('@n8n/di') as typeof DependencyInjection;
const { Logger } = requireFromCore('@n8n/backend-common') as typeof BackendCommon;

/**
 * Switches on n8n's protection against requests to inner addresses (N8N_SSRF_PROTECTION_ENABLED), as
 * of n8n-core 2.41.1; returns what switches it off again.
 */
export function protectInnerAddresses(): () => void {
	const { SsrfProtectionConfig } = requireFromCore('@n8n/config') as typeof Configuration;
	const config = Container.get(SsrfProtectionConfig);
	config.enabled = true;
	return () => {
		config.enabled = false;
	};
}

/** The service that resolves $secrets in credentials; without a manager it knows none. */
export const externalSecretsProxy = Container.get(core.ExternalSecretsProxy);

sendLogToRecordings();
provideEncryptionKey();
// Creating the settings above has written the one file that n8n-core needs only once.
rmSync(userFolder, { recursive: true, force: true });

// Everything that n8n logs passes this method of the winston logger, those of its scopes included.
function sendLogToRecordings(): void {
	const log = (level: string, message: string, metadata: object) =>
		record(() => `${level} ${message} ${stringify(metadata)}`);
	Object.assign(Container.get(Logger).getInternalLogger(), { log });
}

// A server without rotated keys encrypts credentials with the instance's key: "no-prefix".
function provideEncryptionKey(): void {
	// n8n-core 1.98.0 knows no other key, and needs no provider.
	if (!Object.hasOwn(core, 'EncryptionKeyProxy')) return;
	const { encryptionKey } = Container.get(core.InstanceSettings);
	const key = {
		id: 'instance',
		value: Container.get(core.Cipher).encryptDEKWithInstanceKey(encryptionKey),
		algorithm: 'aes-256-cbc',
		format: 'no-prefix' as const,
	};
	Container.get(core.EncryptionKeyProxy).setProvider({
		getActiveKey: async () => key,
		getKeyById: async () => key,
		getLegacyKey: async () => key,
	});
}
