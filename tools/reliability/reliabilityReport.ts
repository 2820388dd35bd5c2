/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the bans protect n8n's runtime */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { requireValue } from '../arguments';
import { writeDocument } from '../documents/writeDocument';
import {
	PROMISED_COST,
	type CostRecord,
	type EngineRecord,
	type FaultRecord,
} from './reliabilityRecord';

/** Writes what `reliability.ts` recorded as a document; the last record is of the newest engine. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { document: { type: 'string' }, record: { type: 'string', multiple: true } },
	});
	const documentFile = requireValue('document', values.document);
	const recordFiles = values.record ?? [];
	if (recordFiles.length === 0) throw new Error('Name a --record for each engine');
	// The cast: the files are what `reliability.ts` wrote in the same run.
	const records = recordFiles.map((file) => JSON.parse(readFileSync(file, 'utf8')) as EngineRecord);
	await writeDocument(documentFile, documentOf(records));
}

function documentOf(records: readonly EngineRecord[]): string {
	const { faults = [], costs = [] } = records.at(-1) ?? {};
	return [
		'# Reliability',
		`Made by \`npm run reliability\` on ${new Date().toISOString().slice(0, 10)}; edit \`test/faults\` or \`tools/reliability\`, not this page.`,
		"Every vendor, in each of its reply formats, meets every fault on n8n's real engine, over HTTP on the loopback interface, in the three settings of **On Error**, watched by Watch Balance, and in the credential test. Each time, a second item of the same run asks for another balance and must get it. What n8n would save of the run and of its static data, what it logs and what it shows is then searched for every secret: as it is, URL-encoded, as a form, in base64, in hexadecimal, hashed, and inside of each other. A cell is one such search. The search itself is tested with a node that leaks on purpose.",
		'## The figures',
		enginesTable(records),
		'## By kind of fault',
		"On the newest engine. The memory is the growth of the whole process, the imitated vendors included. The slowest runs are those that wait for a timeout of 100 ms, the slowest credential tests those that wait for the test's own 10 s.",
		groupsTable(faults),
		'## What a hostile reply costs',
		`Replies of 64 KiB, the most that is ever read, made to cost readers and the search for secrets as much as they can: in every vendor's reply format, in its refusals, its codes, its successes and instead of them. Shared by one item and by 100 items of a run, with **Include Raw** and a label of each item's own, and in the credential test. The promise is at most ${PROMISED_COST.seconds} s of processor time and ${PROMISED_COST.mebibytes} MiB of memory; measured is the whole process, n8n's engine and the imitated vendor included.`,
		costsTable(costs),
		'The ten that cost most:',
		costliestTable(costs),
		'## How each fault ends',
		`On the newest engine${differences(records)}. \`balance\` means that the right balance came out, digit for digit; every other word is the kind of a failed item.`,
		...groupsOf(faults).map((group) => `### ${group}\n\n${outcomesTable(faults, group)}`),
	].join('\n\n');
}

function enginesTable(records: readonly EngineRecord[]): string {
	const rows = records.map(({ core, workflow, node, faults }) => [
		core,
		workflow,
		node,
		sum(faults, ({ cells }) => cells),
		sum(faults, ({ leaks }) => leaks.length),
		sum(faults, ({ broken }) => broken.length),
	]);
	const head = ['n8n-core', 'n8n-workflow', 'Node', 'Cells run', 'Leaks found', 'Promises broken'];
	return table(head, rows);
}

function groupsTable(faults: readonly FaultRecord[]): string {
	const rows = groupsOf(faults).map((group) => {
		const all = faults.filter((record) => record.group === group);
		const slowest = (how: FaultRecord['how']) => {
			const some = all.filter((record) => record.how === how);
			return `${Math.round(Math.max(...some.map(({ milliseconds }) => milliseconds)))} ms`;
		};
		return [
			group,
			new Set(all.map(({ fault }) => fault)).size,
			sum(all, ({ cells }) => cells),
			slowest('runs'),
			slowest('credential test'),
			`${Math.max(...all.map(({ growth }) => growth ?? 0))} MiB`,
		];
	});
	const head = ['Fault', 'Faults', 'Cells', 'Slowest run', 'Slowest test', 'Memory at most'];
	return table(head, rows);
}

function costsTable(costs: readonly CostRecord[]): string {
	const variants = [...new Set(costs.map(({ variant }) => variant))];
	const rows = variants.map((variant) => {
		const own = costs.filter((record) => record.variant === variant);
		const worst = (items: number | null) => {
			const some = own.filter((record) => record.items === items);
			return some.length === 0 ? '' : costInWords(some);
		};
		const texts = new Set(own.map(({ text }) => text)).size;
		return [variant, texts, worst(1), worst(100), worst(null)];
	});
	return table(['Replies of', 'Texts', '1 item', '100 items', 'Credential test'], rows);
}

function costliestTable(costs: readonly CostRecord[]): string {
	const costliest = [...costs].sort((one, other) => other.seconds - one.seconds).slice(0, 10);
	const rows = costliest.map((record) => [
		record.variant,
		record.text.replaceAll('|', '\\|'),
		record.items ?? 'credential test',
		costInWords([record]),
	]);
	return table(['Replies of', 'Text', 'Items', 'Cost'], rows);
}

/** The most of each, which need not be of one record. */
function costInWords(records: readonly CostRecord[]): string {
	const seconds = Math.max(...records.map((record) => record.seconds));
	const mebibytes = records.map((record) => record.mebibytes ?? NaN);
	return `${seconds.toFixed(2)} s, ${Math.round(Math.max(...mebibytes))} MiB`;
}

function outcomesTable(faults: readonly FaultRecord[], group: string): string {
	const runs = faults.filter((record) => record.group === group && record.how === 'runs');
	const names = [...new Set(runs.map(({ fault }) => fault))];
	const rows = names.map((name) => {
		const outcomes = runs.filter(({ fault }) => fault === name);
		const usual = mostFrequent(outcomes.map(({ outcome }) => outcome));
		const others = outcomes.filter(({ outcome }) => outcome !== usual);
		const exceptions = others.map(({ variant, outcome }) => `${variant}: \`${outcome}\``);
		return [name.replaceAll('|', '\\|'), `\`${usual}\``, exceptions.join('; ')];
	});
	return table(['Fault', 'Ends as', 'Except'], rows);
}

/** Where the engines disagree, in words; they are not meant to. */
function differences(records: readonly EngineRecord[]): string {
	const ends = records.map(({ faults }) =>
		faults.map(({ variant, fault, how, outcome }) => [variant, fault, how, outcome].join()),
	);
	const newest = new Set(ends.at(-1));
	const others = ends.slice(0, -1).map((each) => each.filter((end) => !newest.has(end)).length);
	return others.every((count) => count === 0)
		? ', and on the others just the same'
		: `; on the others ${others.join(' and ')} end differently`;
}

function groupsOf(faults: readonly FaultRecord[]): readonly string[] {
	return [...new Set(faults.map(({ group }) => group))];
}

function sum(faults: readonly FaultRecord[], count: (record: FaultRecord) => number): number {
	return faults.reduce((total, record) => total + count(record), 0);
}

function mostFrequent(texts: readonly string[]): string {
	const count = (text: string) => texts.filter((each) => each === text).length;
	return texts.reduce((best, text) => (count(text) > count(best) ? text : best), texts[0] ?? '');
}

function table(head: readonly string[], rows: ReadonlyArray<ReadonlyArray<string | number>>) {
	const lines = [head, head.map(() => '---'), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

main().catch((thrown: unknown) => {
	console.error(thrown);
	process.exitCode = 1;
});
