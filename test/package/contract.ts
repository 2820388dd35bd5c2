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

export const OPERATION: FieldContracts = {
	operation: { default: 'getBalance', choices: ['getBalance', 'watchBalance'], fixed: true },
};

const whileWatching = { shownFor: { operation: ['watchBalance'] } } as const;

/** What every node compares with, in the order in which people see it. */
export const LIMITS: FieldContracts = {
	alertWhen: { default: 'below', choices: ['above', 'below'], ...whileWatching },
	threshold: text,
	criticalThreshold: { ...text, ...whileWatching },
	daysLeftThreshold: { ...text, ...whileWatching },
};

/** Hidden: it tells that a collection is one whole expression. */
const trace: FieldContracts = { length: text };

/** The collections that every node has, each shown where it says something. */
export const COLLECTIONS = {
	alertOptions: whileWatching,
	options: {},
};

export const ALERT_OPTIONS: FieldContracts = {
	...trace,
	recoverAt: text,
	checksBeforeAlert: { default: 1, bounds: [1, 100] },
	failuresBeforeAlert: { default: 3, bounds: [1, 100] },
	remindEvery: { default: 24 },
	notifyOnRecovery: { default: true },
	outputEveryCheck: { default: false },
	combineEvents: { default: false, fixed: true },
	snoozeUntil: text,
	sampleEvent: {
		default: 'none',
		choices: ['checkFailing', 'checkWorking', 'critical', 'low', 'none', 'recovered', 'reminder'],
		fixed: true,
	},
	stateStorage: { default: 'staticData', choices: ['dataTable', 'staticData'], fixed: true },
};

export const SHARED_OPTIONS: FieldContracts = {
	...trace,
	label: text,
	includeRaw: { default: false },
	timeout: { default: 10_000, bounds: [100, 60_000] },
	concurrency: { default: 10, bounds: [1, 100], fixed: true },
	retries: { default: 2, bounds: [0, 5] },
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
