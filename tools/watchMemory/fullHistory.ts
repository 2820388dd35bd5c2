import { addObservation, type UsageHistory } from '../../nodes/shared/forecast/usage';
import { parseAccount, serializeAccount } from '../../nodes/shared/watchMemory/serializeAccount';
import { DAYS_OF_HISTORY } from './cost';

const MILLISECONDS_AN_HOUR = 3_600_000;

/** An account as it is remembered, as if it had been checked for long. */
export function giveFullHistory(written: unknown): string {
	const { account } = parseAccount(written);
	if (account === null) throw new Error('An account that cannot be read');
	return serializeAccount({ ...account, usage: createFullHistory() });
}

/** What an account comes to that was checked every hour. */
function createFullHistory(): UsageHistory | null {
	const hours = Array.from({ length: DAYS_OF_HISTORY * 24 }, (_, index) => index);
	const beginning = Date.now() - (hours.length + 1) * MILLISECONDS_AN_HOUR;
	return hours.reduce<UsageHistory | null>(
		(usage, hour) =>
			addObservation(usage, {
				at: beginning + hour * MILLISECONDS_AN_HOUR,
				available: 10_150.01 - hour * 1.37,
			}),
		null,
	);
}
