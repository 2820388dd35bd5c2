import { DEFAULT_CONCURRENCY } from '../../../nodes/shared/check/options';
import { LATENCY, ROUNDS } from '../rounds';
import { AT_ONCE, LISTS, SCENARIOS, THOUSAND_DIFFERENT, type Scenario } from '../ways/scenario';
import { median } from '../statistics';
import { FETCH_TITLE, WAYS, type WayName } from '../ways/ways';
import { costsPerAccount, marksOf } from './marks';
import {
	summaryOf,
	summaryOfSingleNodes,
	type Measurements,
	type Results,
	type Summary,
} from './results';

/** The document, beside which the chart lies under this name. */
export function reportOf(results: Results, chartFile: string): string {
	return [
		'# Performance',
		`Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}; edit \`tools/bench\`, not this page.`,
		`What it costs to read many balances of one Kolmisoft M4 server with this package, and with what people build without it from n8n's own nodes: HTTP Request → XML → Edit Fields, with the hash made by an expression, all requests at once or in Loop Over Items of ${AT_ONCE}. Beside them stands what no node can go below: n8n's HTTP helper by itself, and Node's own \`fetch\`, which keeps connections alive, as the helper does not; ${AT_ONCE} requests at once for both, as for this package's node.`,
		`![Wall time and processor time](${chartFile})`,
		'## The marks',
		'As a share of the better one of the two chains; the last ones are ratios by themselves.',
		marksTable(results),
		'## All figures',
		`n8n ${results.n8n} on Node ${results.node}, expressions in isolates as on a server; ${results.processor}. The M4 server is an imitation in another process that answers after ${LATENCY} ms and refuses a wrong hash. Every figure is the median of ${ROUNDS} rounds; each measurement has a process of its own, warmed up with 500 items; runs of one and of 100 accounts are the means of 20 and of 10 in a row. The memory is the whole process's, n8n in it. The ratios are this package's node to the way of the row: below 1 it is cheaper.`,
		...SCENARIOS.map(
			(scenario) => `### ${capital(scenario.name)}\n\n${scenarioTable(results, scenario)}`,
		),
		'## A list of two vendors',
		`The Account Balance node over 1,000 rows, each its own account, every other one at an imitation of iGsend. It is held against the mean of the M4 node over 1,000 rows of M4 and the iGsend node over 1,000 rows of iGsend, since half of the rows would be in either. All have two expressions a row: the vendor and the account in the list, the account and the threshold in a node for one vendor. Concurrency, ${DEFAULT_CONCURRENCY} by default, counts for each host, so that a list of two vendors has twice as many requests under way; only the processor time compares the nodes alone. \`At once\` is at one host. The ratios are the list to the way of the row.`,
		...LISTS.map((scenario) => `### ${capital(scenario.name)}\n\n${listTable(results, scenario)}`),
		'## What each further account costs',
		'The node, beyond the first account, which pays for starting the run.',
		costsTable(results),
		'## Where the time goes',
		`Of 1,000 different accounts, by V8's profiler, which makes everything a little slower. One expression names the account in the node; there are six in the chain.`,
		spentTable(results),
		'## On a server',
		'What a person waits for: 1,000 different accounts, from the call of a webhook to its answer, on a whole n8n with its database (SQLite), which saves the execution. Medians of three runs after one that is not counted.',
		serverTable(results),
		'## Loading',
		"In a process that has loaded n8n-core and n8n-workflow; medians of seven. Each of this package's nodes leads to the same one file, which is read once.",
		loadingTable(results),
		sizeLine(results),
	].join('\n\n');
}

function marksTable(results: Results): string {
	const rows = marksOf(results).map(({ what, aim, measured, isMet }) => [
		capital(what),
		`at most ${aim}`,
		measured.toFixed(2),
		isMet ? 'met' : '**missed**',
	]);
	return table(['Mark', 'Aim', 'Measured', ''], rows);
}

interface Summarized {
	readonly title: string;
	readonly summary: Summary;
}

function summarize(results: Measurements, scenario: Scenario): readonly Summarized[] {
	return scenario.ways.map((way) => {
		return { title: titleOf(way), summary: summaryOf(results, way, scenario) };
	});
}

function scenarioTable(results: Measurements, scenario: Scenario): string {
	return summaryTable(summarize(results, scenario));
}

/** The figures of a list, beside the mean of the nodes for one vendor. */
export function listTable(results: Measurements, scenario: Scenario): string {
	return summaryTable([
		...summarize(results, scenario),
		{ title: 'the mean of these two', summary: summaryOfSingleNodes(results, scenario) },
	]);
}

/** The first one is set in proportion to the others. */
function summaryTable(summarized: readonly Summarized[]): string {
	const [own] = summarized;
	const rows = summarized.map(({ title, summary }) => {
		const ratio = (value: (each: Summary) => number) =>
			own === undefined || own.summary === summary
				? ''
				: (value(own.summary) / value(summary)).toFixed(2);
		return [
			capital(title),
			milliseconds(summary.wall),
			ratio(({ wall }) => wall),
			milliseconds(summary.cpu),
			ratio(({ cpu }) => cpu),
			`${Math.round(summary.memory)} MiB`,
			ratio(({ memory }) => memory),
			whole(summary.requests),
			whole(summary.mostAtOnce),
		];
	});
	const head = [
		'Way',
		'Wall',
		'ratio',
		'Processor',
		'ratio',
		'Memory',
		'ratio',
		'Requests',
		'at once',
	];
	return table(head, rows);
}

function costsTable(results: Results): string {
	const rows = costsPerAccount(results, 'node').map(({ accounts, cpu, wall }) => [
		whole(accounts),
		`${cpu.toFixed(2)} ms`,
		`${wall.toFixed(2)} ms`,
	]);
	return table(['Accounts', 'Processor per account', 'Wall per account'], rows);
}

function spentTable({ spent }: Results): string {
	const ways = THOUSAND_DIFFERENT.ways.filter((way) => spent[way] !== undefined);
	const all = ways.flatMap((way) => Object.entries(spent[way] ?? {}));
	const order = [...all].sort(([, first], [, second]) => second - first);
	const purposes = [...new Set(order.map(([purpose]) => purpose))];
	const rows = purposes.map((purpose) => [
		capital(purpose),
		...ways.map((way) => milliseconds(spent[way]?.[purpose] ?? 0)),
	]);
	return table(['Spent on', ...ways.map((way) => capital(titleOf(way)))], rows);
}

function serverTable({ server }: Results): string {
	const modes = [...new Set(server.map(({ mode }) => mode))];
	const ways = [...new Set(server.map(({ way }) => way))];
	const waitOf = (way: WayName, mode: string) => {
		const found = server.find((run) => run.way === way && run.mode === mode);
		return found === undefined ? NaN : median(found.waits);
	};
	const rows = ways.map((way) => [
		capital(titleOf(way)),
		...modes.flatMap((mode) => [
			milliseconds(waitOf(way, mode)),
			way === 'node' ? '' : (waitOf('node', mode) / waitOf(way, mode)).toFixed(2),
		]),
	]);
	return table(['Way', ...modes.flatMap((mode) => [capital(mode), 'ratio'])], rows);
}

function loadingTable({ loading }: Results): string {
	const rows = loading.map(({ what, milliseconds: time, files, bytes }) => [
		capital(what),
		`${time.toFixed(1)} ms`,
		whole(files),
		kilobytes(bytes),
	]);
	return table(['What', 'Time', 'Files read', 'Their size'], rows);
}

function sizeLine({ size }: Results): string {
	return `The package: ${kilobytes(size.packed)} packed, ${kilobytes(size.unpacked)} unpacked, ${size.files} files.`;
}

function titleOf(way: WayName): string {
	return way === 'fetch' ? FETCH_TITLE : WAYS[way].title;
}

/** n8n writes itself in small letters everywhere. */
function capital(words: string): string {
	return words.startsWith('n8n') ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

function milliseconds(value: number): string {
	return `${whole(value)} ms`;
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(1)} kB`;
}

function whole(value: number): string {
	return Math.round(value).toLocaleString('en');
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const lines = [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows];
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
