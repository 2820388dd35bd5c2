import { text, type FieldContracts } from '../vendors/fieldContract';
import { ALL_PROFILES, isChosen } from '../vendors/profiles';
import type { VendorPromises } from '../vendors/vendorProfile';

/** What a vendor's node and credential promise. */
export interface VendorContract extends VendorPromises {
	readonly id: string;
	readonly displayName: string;
	/** Its folder, its class, and the beginning of its credential's class. */
	readonly className: string;
}

export const RESOURCE_AND_OPERATION: FieldContracts = {
	resource: { default: 'account', choices: ['account'], fixed: true },
	operation: { default: 'getBalance', choices: ['getBalance', 'watchBalance'], fixed: true },
};

const whileWatching = { shownFor: { operation: ['watchBalance'] } } as const;
const watchingOption = { shownFor: { '/operation': ['watchBalance'] } } as const;

/** What every node watches for, in the order in which people see it. */
export const WATCH_LIMITS: FieldContracts = {
	direction: { default: 'below', choices: ['above', 'below'], ...whileWatching },
	threshold: { ...text, ...whileWatching },
	criticalThreshold: { ...text, ...whileWatching },
	daysLeftThreshold: { ...text, ...whileWatching },
};

export const SHARED_OPTIONS: FieldContracts = {
	concurrency: { default: 10, bounds: [1, 100], fixed: true },
	includeRaw: { default: false },
	label: text,
	// Hidden: it tells that the options are one whole expression.
	length: text,
	lowThreshold: { default: 0, shownFor: { '/operation': ['getBalance'] } },
	retries: { default: 2, bounds: [0, 5] },
	timeout: { default: 10_000, bounds: [100, 60_000] },
	checksBeforeAlert: { default: 1, bounds: [1, 100], ...watchingOption },
	everyCheck: { default: false, ...watchingOption },
	failuresBeforeAlert: { default: 3, bounds: [1, 100], ...watchingOption },
	notifyRecovered: { default: true, ...watchingOption },
	recoverAt: { ...text, ...watchingOption },
	remindEvery: { default: 24, ...watchingOption },
};

/** What every vendor promises. */
export const ALL_CONTRACTS: readonly VendorContract[] = ALL_PROFILES.map(
	({ id, displayName, contract }) => {
		const className = `${id.charAt(0).toUpperCase()}${id.slice(1)}`;
		return { ...contract, id, displayName, className };
	},
);

/** The same of the vendors that are tested. */
export const CONTRACTS = ALL_CONTRACTS.filter(({ id }) => isChosen(id));
