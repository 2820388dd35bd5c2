import { readCheckOptions } from '../shared/check/options';
import {
	readLabel,
	type GivenPlan,
	type ItemContext,
	type RefusedPlan,
} from '../shared/check/plan';
import { parseDecimal, toDecimal, type ExactDecimal } from '../shared/decimal';
import { attempt } from '../shared/failure/attempt';
import { CheckError, invalidRequest } from '../shared/failure/error';
import { createFailure, type Failure } from '../shared/failure/failure';
import { readField, readFields, type Input } from '../shared/input/fields';
import { isBlank, quote, readOptionalText, readText } from '../shared/input/readers';
import type { ItemParameters } from '../shared/n8n/plan/itemParameters';
import { readCurrency, type Currency } from '../shared/reply/money';
import type { Reading } from '../shared/vendor';
import { CUSTOM } from './rowVendor';

/** What names a custom account. */
const NAMES = {
	service: { label: 'Service', read: readText },
	account: { label: 'Account', read: readText },
};

const UNIT = { unit: { label: 'Unit', read: readOptionalText } };

const NO_CURRENCY: Currency = { code: null, details: {}, warnings: [] };

/** ISO 4217, as far as Node knows it. */
const CURRENCY_CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** What the input brings along. */
const AMOUNTS = {
	balance: { label: 'Balance', read: readGivenAmount },
	creditLimit: { label: 'Credit Limit', read: readGivenCreditLimit },
	currency: { label: 'Currency', read: readGivenCurrency },
};

export const CUSTOM_FIELDS = { ...NAMES, ...UNIT, ...AMOUNTS };

/**
 * Plans a row whose balance came with the input: nobody is asked. `inputFailure` says why the input has
 * none, or is null.
 */
export function planCustom(
	{ query, options, unreadable }: ItemParameters,
	inputFailure: Failure | null,
): GivenPlan | RefusedPlan {
	const service = attempt(() => readField(NAMES, 'service', query));
	const account = attempt(() => readField(NAMES, 'account', query));
	const unit = attempt(() => readField(UNIT, 'unit', query));
	const context: ItemContext<string> = {
		vendor: {
			id: CUSTOM,
			name: service.ok ? service.value : 'Custom account',
			unit: (unit.ok ? unit.value : null) ?? 'money',
		},
		label: readLabel(options),
		credentialName: null,
		account: account.ok ? account.value : null,
	};
	const refuse = (failure: Failure): RefusedPlan => {
		return { type: 'refused', context, request: null, failure };
	};
	if (!service.ok) return refuse(unreadable ?? service.failure);
	if (!account.ok) return refuse(unreadable ?? account.failure);
	// Where a request failed, the expressions that look at its reply have nothing to look at.
	const failure = inputFailure ?? unreadable;
	if (failure !== null) return refuse(failure);
	if (!unit.ok) return refuse(unit.failure);
	const planned = attempt((): GivenPlan => {
		const reading = createReading(query);
		return { type: 'given', context, request: null, reading, options: readCheckOptions(options) };
	});
	return planned.ok ? planned.value : refuse(planned.failure);
}

function createReading(query: Input): Reading {
	const { balance, creditLimit, currency } = readFields(AMOUNTS, query);
	const { code, details, warnings } = currency;
	return {
		account: null,
		balance: balance.amount,
		creditLimit: creditLimit?.amount ?? null,
		currency: code,
		details,
		warnings: [...warnings, ...balance.warnings, ...(creditLimit?.warnings ?? [])],
	};
}

interface GivenAmount {
	readonly amount: ExactDecimal;
	readonly warnings: readonly string[];
}

/** Digits that a JavaScript number surely keeps (`Number.MAX_SAFE_INTEGER` has sixteen). */
const SAFE_DIGITS = 15;

/** A plain decimal; throws `unexpectedReply` for anything else, since it is an answer that cannot be read. */
function readGivenAmount(value: unknown, label: string): GivenAmount {
	if (value === undefined) {
		throw invalidRequest(
			`${label} is empty`,
			`Fill in ${label} under Balance From Input by an expression, such as {{ $json.balance }}.`,
		);
	}
	const amount = parseAmount(value);
	if (amount !== null) return { amount, warnings: findDoubts(value, label) };
	const found = isBlank(value) ? 'empty' : quote(value);
	throw new CheckError(
		createFailure({
			kind: 'unexpectedReply',
			summary: `The input shows no plain ${label.toLowerCase()}`,
			advice: `${label} under Balance From Input is ${found}, where a number such as 20 or 19.50 is needed. Check the expression, and what the node before this one puts out.`,
		}),
	);
}

function readGivenCreditLimit(value: unknown, label: string): GivenAmount | null {
	return isBlank(value) ? null : readGivenAmount(value, label);
}

/** Services write a code in small letters, too; any other word, such as yen, stays as it is. */
function readGivenCurrency(value: unknown, label: string): Currency {
	const text = readOptionalText(value, label)?.trim();
	if (text === undefined) return NO_CURRENCY;
	const code = text.toUpperCase();
	return readCurrency(CURRENCY_CODES.has(code) ? code : text);
}

function parseAmount(value: unknown): ExactDecimal | null {
	if (typeof value === 'string') return parseDecimal(value);
	return Number.isFinite(value) ? parseDecimal(toDecimal(Number(value)).text) : null;
}

/** A number may have lost digits on its way; a text has kept them. */
function findDoubts(value: unknown, label: string): readonly string[] {
	if (typeof value !== 'number') return [];
	const [digits = '', exponent] = String(value).split('e');
	const significant = digits.replace(/\D/g, '').replace(/^0+/, '').length;
	if (exponent === undefined && significant <= SAFE_DIGITS) return [];
	return [
		`${label} came as the number ${value}, which may have lost digits: let the service give it as a text, if it can.`,
	];
}
