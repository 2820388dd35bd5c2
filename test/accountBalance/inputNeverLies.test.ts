import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { planCustom } from '../../nodes/AccountBalance/customBalance';
import { findInputFailure } from '../../nodes/AccountBalance/inputError';
import { concludeUnasked } from '../../nodes/shared/check/result';

const NAMES = { service: 'Twilio', account: 'main' };

/** What may stand in a field of any other service's reply. */
const anything = fc.oneof(
	fc.jsonValue(),
	fc.double(),
	fc.bigInt().map(String),
	fc.string(),
	fc.stringMatching(/^-?\d{0,12}[.,]?\d{0,12}(?:e[+-]?\d{1,3})?$/),
	fc.constant(undefined),
);

function check(query: Readonly<Record<string, unknown>>, json: IDataObject = {}) {
	const parameters = { query: { ...NAMES, ...query }, options: {}, unreadable: null };
	return concludeUnasked(planCustom(parameters, findInputFailure({ json })), 0);
}

function isNothing(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && /^\s*$/.test(value))
	);
}

/** The amount that a value plainly is, read by other means. */
function readPlainly(value: unknown): number | null {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'string' || !/^\s*-?[0-9]+(?:\.[0-9]+)?\s*$/.test(value)) return null;
	return Number(value);
}

it('a balance is what the input plainly says, or there is none', () => {
	fc.assert(
		fc.property(anything, anything, (balance, creditLimit) => {
			const { result } = check({ balance, creditLimit });
			if (!result.ok) return;
			const expected = readPlainly(balance);
			expect(expected).not.toBeNull();
			expect(result.value.item.balance).toBe((expected ?? NaN) || 0);
			const { creditLimit: limit } = result.value.item;
			expect(limit ?? null).toBe(isNothing(creditLimit) ? null : readPlainly(creditLimit) || 0);
		}),
		{ numRuns: 3000 },
	);
});

/** What services write where there is no error. */
const NO_ERRORS = ['', '0', 'false'];

it('whatever an error looks like, there is no number beside it, and its words are one short line', () => {
	const errors = fc.oneof(
		fc
			.string({ minLength: 1, maxLength: 600 })
			.filter((text) => !NO_ERRORS.includes(text.trim().toLowerCase())),
		fc.oneof(fc.integer(), fc.double()).filter((number) => number !== 0),
		fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
		fc.record({
			message: fc.string({ unit: 'binary' }),
			status: fc.oneof(fc.integer(), fc.string()),
		}),
		fc.integer({ min: 300, max: 599 }),
	);
	fc.assert(
		fc.property(errors, (error) => {
			const { result } = check({ balance: '5' }, { error } as IDataObject);
			expect(result.ok).toBe(false);
			if (result.ok) return;
			const { vendorWords, kind } = result.failure;
			expect(kind).not.toBe('internal');
			expect(vendorWords ?? '').toMatch(/^.{0,201}$/u);
		}),
		{ numRuns: 2000 },
	);
});
