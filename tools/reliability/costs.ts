/* eslint-disable @n8n/community-nodes/no-restricted-globals, no-console -- a program for people; the ban protects n8n's runtime */
import {
	balanceWorkflow,
	createBalanceEngine,
	storedCredential,
} from '../../test/engine/accountBalance';
import type { Engine } from '../../test/engine/engine';
import { startVendor, type RunningVendor } from '../../test/vendors/runningVendors';
import { rightAnswer } from '../../test/faults/matrix';
import { VARIANTS, type Variant } from '../../test/faults/variants';
import { HOSTILE_PLACES, HOSTILE_TEXTS, hostileAnswer } from './hostileTexts';
import { measurePeakMemory } from './peakMemory';
import { PROMISED_COST, type CostRecord } from './reliabilityRecord';

/** Slow machines are no broken promise: the run fails at so many times as much. */
const SLACK = 10;

/** How many items of one run share the reply; null is the credential test. */
const ITEMS: ReadonlyArray<number | null> = [1, 100, null];

/**
 * Measures what hostile replies of 64 KiB cost, for every way in which a vendor replies: the processor
 * time and the memory of the whole process, n8n's engine and the imitated vendor included.
 */
export async function measureCosts(): Promise<readonly CostRecord[]> {
	const engine = await createBalanceEngine();
	const records: CostRecord[] = [];
	for (const variant of VARIANTS) {
		const vendor = await startVendor(variant.vendorId);
		// The first runs also compile what they run.
		for (const items of ITEMS) await ask(engine, variant, vendor, items);
		records.push(...(await costsOf(engine, variant, vendor)));
		await vendor.standIn.close();
		console.log(
			`  ${variant.name}: ${worstOf(records.filter((each) => each.variant === variant.name))}`,
		);
	}
	return records;
}

/** Those that cost far more than is promised. */
export function isFarTooMuch({ seconds, mebibytes }: CostRecord): boolean {
	return (
		seconds > SLACK * PROMISED_COST.seconds || (mebibytes ?? 0) > SLACK * PROMISED_COST.mebibytes
	);
}

async function costsOf(
	engine: Engine,
	variant: Variant,
	vendor: RunningVendor,
): Promise<readonly CostRecord[]> {
	const secret = String(vendor.credential[variant.secretFields.at(-1) ?? '']);
	const answer = await rightAnswer(engine, variant, vendor);
	const records: CostRecord[] = [];
	for (const [placeName, place] of Object.entries(HOSTILE_PLACES)) {
		for (const { name, write } of HOSTILE_TEXTS) {
			const hostile = hostileAnswer(place, variant, answer, (length) => write(length, secret));
			vendor.standIn.misbehave({ kind: 'answer', answer: hostile });
			for (const items of variant.isDefault ? ITEMS : ITEMS.filter((each) => each !== null)) {
				const cost = await measure(async () => await ask(engine, variant, vendor, items));
				records.push({ text: `${name}, ${placeName}`, variant: variant.name, items, ...cost });
			}
		}
	}
	return records;
}

async function measure(act: () => Promise<unknown>) {
	const peak = measurePeakMemory();
	const before = process.cpuUsage();
	await act();
	const { user, system } = process.cpuUsage(before);
	return { seconds: (user + system) / 1e6, mebibytes: peak() };
}

/** Runs the node over items that all share one reply, or the credential test. */
async function ask(
	engine: Engine,
	variant: Variant,
	{ standIn, credential }: RunningVendor,
	items: number | null,
): Promise<void> {
	if (items === null) {
		await engine.testCredential(`${variant.vendorId}Api`, { ...credential });
		return;
	}
	const { parameters, options, faulty } = variant;
	const shown = { includeRaw: true, label: '=Row {{ $json.row }}', retries: 0 };
	const before = standIn.requests.length;
	await engine.run(
		balanceWorkflow(
			variant.vendorId,
			{ ...parameters, options: { ...options, ...shown } },
			{ onError: 'continueRegularOutput' },
		),
		{
			credentials: [storedCredential(variant.vendorId, { ...credential })],
			input: Array.from({ length: items }, (_, row) => ({ ...faulty, row })),
		},
	);
	const sent = standIn.requests.length - before;
	if (sent !== 1) throw new Error(`${variant.name}: ${sent} requests instead of a shared one`);
}

function worstOf(records: readonly CostRecord[]): string {
	const seconds = Math.max(...records.map((record) => record.seconds));
	const mebibytes = Math.max(...records.map((record) => record.mebibytes ?? 0));
	return `${records.length} hostile replies, ${seconds.toFixed(2)} s and ${mebibytes.toFixed(0)} MiB at most`;
}
