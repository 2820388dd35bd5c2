/* eslint-disable @n8n/community-nodes/no-restricted-imports -- for programs for people; the ban protects n8n's runtime */
import { cpus } from 'node:os';
import { median } from '../bench/statistics';
import { CHECKS, DAYS_OF_HISTORY, type Cost } from './cost';

/** The page of docs/. */
export function report(costs: readonly Cost[], versions: string): string {
	const rows = costs.map(({ database, storage, accounts, durations, size, counted, listed }) => {
		const all = `${Math.min(...durations)} to ${Math.max(...durations)}`;
		const counts = Object.entries(counted).map(([name, value]) => `${name} ${String(value)}`);
		return `| ${[database, storage, accounts.toLocaleString('en'), `${median(durations)} ms`, `${all} ms`, `${Math.ceil(size / 1000)} kB`, listed, counts.join(', ')].join(' | ')} |`;
	});
	return `# What the memory of a watch costs

Made by \`npm run watch-memory\` on ${new Date().toISOString().slice(0, 10)}; edit \`tools/watchMemory/watchMemory.ts\`, not this page.

${versions}, one process, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, all in one run of the program; the machine has other work too. A check is a whole execution as n8n times it: webhook, Split Out, Watch Balance with 50 requests at a time to an imitation of Kolmisoft M4. The median and the bounds are of ${CHECKS} checks after two others. Every account has the history of ${DAYS_OF_HISTORY} days with a check an hour: after the first check it is written into the table over n8n's REST interface, and into the static data by n8n's import of workflows.

| Database | Keep State In | Accounts | Median | Bounds | Remembered | In the list of executions | Counted by n8n |
| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |
${rows.join('\n')}

The list has the checks alone: the two sub-executions of a check with a data table are deleted when they end, whatever the settings of n8n's pruning. n8n counts them among the workflow's successful production executions all the same (\`workflow_statistics\`, which it writes with a delay).
`;
}
