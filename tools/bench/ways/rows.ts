import { clientIdAt, usernameAt, type Scenario } from './scenario';

/** The vendors that are imitated. */
export type AskedVendor = 'kolmisoftM4' | 'igSend';

/** An item of a run's input. */
export interface Row {
	readonly vendor: AskedVendor;
	readonly account: string;
	readonly threshold: number;
}

const ACCOUNT_AT: Readonly<Record<AskedVendor, (scenario: Scenario, index: number) => string>> = {
	kolmisoftM4: usernameAt,
	igSend: (_, index) => String(clientIdAt(index)),
};

/** The input of a run, in which these vendors take turns. */
export function createRows(
	scenario: Scenario,
	vendors: readonly [AskedVendor, ...AskedVendor[]],
): readonly Row[] {
	return Array.from({ length: scenario.items }, (_, index) => {
		const vendor = vendors[index % vendors.length] ?? vendors[0];
		return { vendor, account: ACCOUNT_AT[vendor](scenario, index), threshold: 10 };
	});
}
