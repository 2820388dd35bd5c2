import type { IExecuteFunctions } from 'n8n-workflow';
import { readLabel, type RefusedPlan } from '../shared/check/plan';
import { attempt, type Result } from '../shared/failure/attempt';
import { invalidRequest } from '../shared/failure/error';
import { readField, readFields, type Fields } from '../shared/input/fields';
import { isBlank } from '../shared/input/readers';
import { mayBeExpression } from '../shared/n8n/plan/filledInParameters';
import {
	createParameterReader,
	createQueryParameters,
	describeUnreadable,
	type ItemParameters,
} from '../shared/n8n/plan/itemParameters';
import type { ItemPlanner, PlannedItem } from '../shared/n8n/plan/planItems';
import { createVendorItemPlanner } from '../shared/n8n/plan/vendorItems';
import type { Vendor } from '../shared/vendor';
import { CUSTOM_FIELDS, planCustom } from './customBalance';
import { CUSTOM_BALANCE, CUSTOM_BALANCE_TITLE, VENDOR } from './fields';
import { findInputFailure } from './inputError';
import {
	findRowVendor,
	UNKNOWN_VENDOR,
	VENDOR_TITLE,
	type RowVendor,
	type UnknownVendor,
} from './rowVendor';
import { ACCOUNT, ACCOUNT_TITLE, createVendorParameters, NAMED_ACCOUNT } from './vendorParameters';
import type { ListedVendor } from './vendors';

/** Plans the rows of a mixed list, each by the vendor that it names; of the others nothing is read. */
export function planRows(context: IExecuteFunctions): ItemPlanner {
	const readVendor = createVendorReader(context);
	const planners = new Map<ListedVendor, Promise<ItemPlanner>>();
	let planCustomRow: ReturnType<typeof createCustomPlanner> | undefined;
	let planUnknownRow: ReturnType<typeof createUnknownPlanner> | undefined;
	return async (itemIndex) => {
		const row = readVendor(itemIndex);
		switch (row.type) {
			case 'custom':
				planCustomRow ??= createCustomPlanner(context);
				return planCustomRow(itemIndex);
			case 'unknown':
				planUnknownRow ??= createUnknownPlanner(context);
				return planUnknownRow(itemIndex, row);
			case 'listed': {
				const planner = planners.get(row.listed) ?? createListedPlanner(context, row.listed);
				planners.set(row.listed, planner);
				const planRow = await planner;
				return await planRow(itemIndex);
			}
		}
	};
}

/** What reads the vendor of a row; one that is the same for all rows is read once. */
function createVendorReader(context: IExecuteFunctions): (itemIndex: number) => RowVendor {
	const read = (itemIndex: number): RowVendor => {
		try {
			return findRowVendor(context.getNodeParameter(VENDOR, itemIndex, ''));
		} catch {
			const failure = describeUnreadable(VENDOR_TITLE);
			return { type: 'unknown', name: UNKNOWN_VENDOR, failure };
		}
	};
	if (mayBeExpression(context.getNode().parameters[VENDOR])) return read;
	const same = read(0);
	return () => same;
}

async function createListedPlanner(
	context: IExecuteFunctions,
	listed: ListedVendor,
): Promise<ItemPlanner> {
	const { vendor } = listed;
	const query = createVendorParameters(listed);
	const read = createParameterReader(context, query);
	const choose = createAccountChooser(vendor);
	return await createVendorItemPlanner(context, vendor, (itemIndex) =>
		refuseUnreadable(choose(read(itemIndex)), query.fields),
	);
}

/** Refuses what the vendor could not read: it would call the fields as its own node does. */
function refuseUnreadable(parameters: ItemParameters, fields: Fields): ItemParameters {
	if (parameters.unreadable !== null) return parameters;
	const values = attempt(() => readFields(fields, parameters.query));
	return values.ok ? parameters : { ...parameters, unreadable: values.failure };
}

/** What becomes of the account that a row names, if it names one. */
function createAccountChooser(vendor: Vendor): (parameters: ItemParameters) => ItemParameters {
	const { accountNamedBy } = vendor;
	if (accountNamedBy.by !== 'parameter') return expectAccount;
	const { parameter } = accountNamedBy;
	return (parameters) => {
		const { [parameter]: account } = parameters.query;
		if (account === undefined || !isBlank(account)) return parameters;
		const { failure } = invalidRequest(
			`${ACCOUNT_TITLE} is empty`,
			`${vendor.name} has many accounts: fill in the cell, or leave the field itself empty for the account of the credential.`,
		);
		return { ...parameters, unreadable: parameters.unreadable ?? failure };
	};
}

/** The vendor is not asked by it, so that its answer has to name the same one. */
function expectAccount(parameters: ItemParameters): ItemParameters {
	const { [ACCOUNT]: account, ...query } = parameters.query;
	if (account === undefined) return parameters;
	const expected = readAccount(parameters);
	if (expected.ok) {
		// It is compared and never sent: spaces around a cell are nobody's account.
		return { ...parameters, query, expectedAccount: expected.value?.trim() ?? null };
	}
	return { ...parameters, query, unreadable: parameters.unreadable ?? expected.failure };
}

function readAccount({ query }: ItemParameters): Result<string | null> {
	return attempt(() => readField(NAMED_ACCOUNT, ACCOUNT, query));
}

function createCustomPlanner(context: IExecuteFunctions): (itemIndex: number) => PlannedItem {
	const read = createParameterReader(context, {
		...createQueryParameters(CUSTOM_FIELDS),
		collections: { [CUSTOM_BALANCE]: { title: CUSTOM_BALANCE_TITLE, withoutExpression: null } },
	});
	const input = context.getInputData();
	return (itemIndex) => {
		const parameters = read(itemIndex);
		const item = input[itemIndex];
		const inputFailure = item === undefined ? null : findInputFailure(item);
		const plan = planCustom(parameters, inputFailure);
		return { itemIndex, plan, options: parameters.options, askedWith: null };
	};
}

function createUnknownPlanner(
	context: IExecuteFunctions,
): (itemIndex: number, vendor: UnknownVendor) => PlannedItem {
	const read = createParameterReader(context, createQueryParameters(NAMED_ACCOUNT));
	return (itemIndex, { name, failure }) => {
		const parameters = read(itemIndex);
		const { options } = parameters;
		const account = readAccount(parameters);
		const plan: RefusedPlan = {
			type: 'refused',
			context: {
				vendor: { id: null, name, unit: 'money' },
				label: readLabel(options),
				credentialName: null,
				account: account.ok ? account.value : null,
			},
			request: null,
			failure,
		};
		return { itemIndex, plan, options, askedWith: null };
	};
}
