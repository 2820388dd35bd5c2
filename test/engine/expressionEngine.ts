/* eslint-disable @n8n/community-nodes/no-restricted-imports -- the ban protects n8n's runtime; this is test code */
import './services';

import type * as Config from '@n8n/config';
import type * as DependencyInjection from '@n8n/di';
import { Expression } from 'n8n-workflow';
import { createRequire } from 'node:module';

// See services.ts: n8n-core's own copies. The casts: a created `require` is untyped.
const requireFromCore = createRequire(require.resolve('n8n-core'));
const { Container } = requireFromCore('@n8n/di') as typeof DependencyInjection;
const { GlobalConfig } = requireFromCore('@n8n/config') as typeof Config;

/**
 * Starts what evaluates expressions as n8n's server does when it starts (`base-command.ts` in n8n's
 * repository, 2.41.1): by default in isolates, which costs far more than n8n-workflow by itself.
 * It needs n8n's own Node.js, for which alone the isolates are built.
 */
export async function startExpressionEngine(): Promise<void> {
	const { idleTimeout, ...settings } = Container.get(GlobalConfig).expressionEngine;
	await Expression.initExpressionEngine({
		...settings,
		...(idleTimeout === undefined ? {} : { idleTimeoutMs: idleTimeout * 1000 }),
	});
}
