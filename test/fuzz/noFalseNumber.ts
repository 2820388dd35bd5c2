import * as fc from 'fast-check';
import { createFailedItem } from '../../nodes/shared/check/balanceItem';
import { checkBalance } from '../../nodes/shared/check/checkBalance';
import { createPlanner } from '../../nodes/shared/check/plan';
import type { FailureKind } from '../../nodes/shared/failure/kinds';
import type { BalanceItem, FailedItem } from '../../nodes/shared/item';
import type { TransportResponse } from '../../nodes/shared/transport/transport';
import type { Vendor } from '../../nodes/shared/vendor';
import { bytesOf, type Exchange } from '../exchanges/exchanges';
import { mutatedBytes, recipes, type Recipe } from './mutations';
import type { OracleReading } from './oracleReading';
import { oracleReading } from './oracles';
import type { Subject } from './subjects';

const NOW = Date.parse('2026-11-21T08:00:00.000Z');

/** Where the requests would go, if a transport took them anywhere. */
const ADDRESS = 'https://vendor.example/billing';

const KINDS: Readonly<Record<FailureKind, true>> = {
	authentication: true,
	invalidRequest: true,
	notFound: true,
	notAllowed: true,
	rateLimited: true,
	vendorUnavailable: true,
	refused: true,
	unexpectedReply: true,
	internal: true,
};

const LONGEST_MESSAGE = 100;

/** What became of one reply. */
export interface Observation {
	readonly result: BalanceItem | FailedItem;
	readonly expected: OracleReading | null;
}

/** Promise 1 for one vendor, or for an adapter in its place, over replies made of its fixtures. */
export function noFalseNumber(
	subject: Subject,
	adapter: Vendor = subject.adapter,
	observe: (observation: Observation) => void = () => undefined,
): fc.IAsyncProperty<[Recipe]> {
	const play = playerFor(adapter, subject.seeds);
	return fc.asyncProperty(recipes(subject.seeds.length), async (recipe) => {
		const observation = await play(recipe);
		observe(observation);
		const fault = faultIn(observation, adapter);
		if (fault !== null) throw new Error(`${fault}\n${JSON.stringify(observation)}`);
	});
}

/** Returns a function that plays one recipe through everything but n8n and the network. */
export function playerFor(
	adapter: Vendor,
	seeds: readonly Exchange[],
): (recipe: Recipe) => Promise<Observation> {
	const planner = createPlanner(adapter);
	return async (recipe) => {
		const seed = seeds[recipe.seed];
		if (seed === undefined) throw new Error(`There is no seed ${recipe.seed}`);
		const parameters = { ...seed.parameters, ...seed.options };
		const input = {
			query: parameters,
			options: { ...seed.options, retries: 0 },
			credential: { environment: 'custom', ...seed.credential, baseUrl: ADDRESS },
			credentialName: 'My credential',
			unreadable: null,
		};
		const response = deliveryOf(seed, recipe);
		let sent = 0;
		const transport = {
			send: async () => {
				sent++;
				return await Promise.resolve(response);
			},
			wait: async () => await Promise.resolve(),
			now: () => NOW,
			random: () => 0,
		};
		const { context, result } = await checkBalance(adapter, input, transport, planner);
		if (sent === 0) throw new Error(`The seed "${seed.name}" asks for nothing`);
		return {
			result: result.ok ? result.value.item : createFailedItem(context, result.failure),
			expected: oracleReading(adapter.id, {
				...response,
				complete: response.isComplete,
				parameters,
				account: context.account ?? '',
			}),
		};
	};
}

/** A reply that was read to its end. */
type Whole = TransportResponse & { readonly bytes: Uint8Array };

/** The reply that a recipe makes of its seed's. */
export function deliveryOf({ reply }: Exchange, recipe: Recipe): Whole {
	return {
		ok: true,
		status: recipe.status ?? reply?.status ?? 200,
		contentType: recipe.contentType ?? reply?.headers?.['content-type'] ?? null,
		retryAfter: null,
		bytes: mutatedBytes(bytesOf(reply ?? { status: 200 }), recipe),
		isComplete: recipe.complete,
	};
}

/** What is wrong with a result, or null. */
export function faultIn({ result, expected }: Observation, adapter: Vendor): string | null {
	if ('error' in result) return faultInRefusal(result, adapter);
	return expected === null
		? 'A balance, but the reply has none in the documented place'
		: faultInBalance(result, expected);
}

function faultInBalance(item: BalanceItem, { balance, creditLimit }: OracleReading): string | null {
	const hasRightBalance = item.balanceText === balance && isSame(item.balance, balance);
	if (!hasRightBalance) return 'A balance, but another one than in the documented place';
	const hasRightLimit =
		creditLimit === null ? !('creditLimit' in item) : isSame(item.creditLimit, creditLimit);
	if (!hasRightLimit) return 'A credit limit, but another one than in the documented place';
	const hasNegativeLimit = creditLimit === null || creditLimit.startsWith('-');
	const available = hasNegativeLimit ? balance : sumOf(balance, creditLimit);
	return isSame(item.available, available) ? null : 'What is available is not the exact sum';
}

/** An item knows no negative zero. */
function isSame(value: number | undefined, text: string): boolean {
	return Object.is(value, Number(text) + 0);
}

/** Exact, since it counts in the smallest of the decimals. */
function sumOf(...amounts: readonly string[]): string {
	const decimals = Math.max(...amounts.map((amount) => (amount.split('.')[1] ?? '').length));
	const sum = amounts
		.map((amount) => {
			const [whole = '', fraction = ''] = amount.split('.');
			return BigInt(whole + fraction.padEnd(decimals, '0'));
		})
		.reduce((first, second) => first + second);
	const digits = String(sum < 0n ? -sum : sum).padStart(decimals + 1, '0');
	const point = digits.length - decimals;
	return `${sum < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`.replace(
		/\.$/,
		'',
	);
}

function faultInRefusal(
	{ error, details, ...others }: FailedItem,
	{ name }: Vendor,
): string | null {
	if (Object.keys(others).length > 0) return 'A refusal with more than its two keys';
	if (!Object.hasOwn(KINDS, details.kind)) return 'A refusal of an unknown kind';
	if (details.kind === 'internal') return 'A fault of our own';
	const isOurs = error.startsWith(name) && error.length <= LONGEST_MESSAGE && !error.includes('\n');
	if (!isOurs) return 'A refusal whose message is not one of our short ones';
	return details.description.trim() === '' ? 'A refusal without a description' : null;
}
