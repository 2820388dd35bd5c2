import { invalidRequest } from '../failure/error';
import { shortenName } from '../failure/failure';
import type { BalanceRequest } from '../request/request';
import type { Vendor } from '../vendor';

/**
 * Refuses an account that a credential cannot be of, before anything is sent: a balance must not stand
 * beside a name that is not its account's. Throws `invalidRequest`.
 */
export function assertMayBeNamed(
	{ name, accountNamedBy }: Vendor,
	{ account }: BalanceRequest,
	expected: string,
): void {
	if (accountNamedBy.by === 'nobody') {
		throw invalidRequest(
			`${name} does not name its accounts`,
			`Leave Account empty for ${name}, and use Label for a name of your own.`,
		);
	}
	if (account !== null) assertExpected(name, account, expected);
}

/**
 * Refuses a balance of another account than the expected one, which has no spaces around it. Throws
 * `invalidRequest`.
 */
export function assertExpected(vendorName: string, account: string | null, expected: string): void {
	if (account?.trim() === expected) return;
	const asked = shortenName(expected);
	const found = account === null ? 'none that is named' : shortenName(account);
	throw invalidRequest(
		'The credential is of another account',
		`The item names the account ${asked}; that of the credential at ${vendorName} is ${found}. Leave Account empty, or choose the credential of this account.`,
	);
}
