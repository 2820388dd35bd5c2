import { balanceWorkflow, createBalanceEngine, storedCredential } from '../engine/accountBalance';
import type { EngineRun } from '../engine/engine';
import { kolmisoftM4SecretKey, startKolmisoftM4 } from '../vendors/kolmisoftM4/standIn';
import { CREDENTIAL_ACCOUNTS, INPUT } from './credentialExpressionCases';

/** A workflow that asks for the account of its credential, ready to be run. */
export async function openCredentialExpressions() {
	const engine = await createBalanceEngine();
	const server = await startKolmisoftM4({ accounts: CREDENTIAL_ACCOUNTS });
	const document = balanceWorkflow('kolmisoftM4', {}, { onError: 'continueErrorOutput' });
	return {
		/** Runs over the first items with this default username in the credential. */
		run: async (username: string, items = INPUT.length): Promise<EngineRun> =>
			await engine.run(document, {
				credentials: [
					storedCredential('kolmisoftM4', {
						baseUrl: `${server.url}/billing`,
						defaultUsername: username,
						signRequests: true,
						apiSecretKey: kolmisoftM4SecretKey,
					}),
				],
				input: INPUT.slice(0, items),
			}),
		close: async () => await server.close(),
	};
}

/** Whose balances came out, in order. */
export function accountsOf({ outputs }: EngineRun): readonly unknown[] {
	return outputs('Balance')[0]?.map(({ json }) => json['account']) ?? [];
}
