/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a program for people; the ban protects n8n's runtime */
import { Session, type Profiler } from 'node:inspector/promises';

/** What time is spent on, told by the innermost file of the stack that belongs to one of these. */
const PURPOSES: ReadonlyArray<readonly [purpose: string, file: RegExp]> = [
	['this package', /account-balance\/package\//],
	["n8n's expressions", /@n8n\/expression-runtime|n8n-workflow\/.*(?:expression|data-proxy)|luxon/],
	[
		"n8n's HTTP helper",
		/@n8n\/backend-network|\/axios\/|follow-redirects|proxy-from-env|form-data/,
	],
	["n8n's engine", /n8n-core\/|n8n-workflow\//],
	["Node's network", /^node:(?:net|http|_http|internal\/(?:streams|stream_base|http|dns))/],
];

/** Samples taken in no JavaScript function, by V8's name for it. */
const NATIVE: ReadonlyMap<string, string> = new Map([
	['(idle)', 'waiting'],
	['(garbage collector)', 'collecting garbage'],
]);

/** Runs it under V8's profiler. Returns the milliseconds by purpose, waiting included. */
export async function profiled(run: () => Promise<void>): Promise<Record<string, number>> {
	const session = new Session();
	session.connect();
	await session.post('Profiler.enable');
	await session.post('Profiler.start');
	await run();
	const { profile } = await session.post('Profiler.stop');
	session.disconnect();
	return spentOf(profile);
}

function spentOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile) {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const parents = new Map(
		nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
	);
	const purposeOf = (id: number): string => {
		for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
			const { url = '', functionName = '' } = byId.get(at)?.callFrame ?? {};
			const [purpose] = PURPOSES.find(([, file]) => file.test(url)) ?? [NATIVE.get(functionName)];
			if (purpose !== undefined) return purpose;
		}
		return 'everything else';
	};
	const spent: Record<string, number> = {};
	for (const [index, id] of samples.entries()) {
		const purpose = purposeOf(id);
		spent[purpose] = (spent[purpose] ?? 0) + (timeDeltas[index] ?? 0) / 1000;
	}
	return spent;
}
