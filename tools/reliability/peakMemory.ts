/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- for a program for people; the bans protect n8n's runtime */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Resets the peak below; see proc(5). No other system than Linux has it. */
const CLEAR = '/proc/self/clear_refs';
const RESET_PEAK = '5';

/**
 * Begins to measure the peak of this process's memory, which a timer would miss while code runs
 * without a pause. Needs `--expose-gc`. Returns what tells the growth since in MiB, or null on
 * another system than Linux.
 */
export function measurePeakMemory(): () => number | null {
	if (!existsSync(CLEAR)) return () => null;
	globalThis.gc?.();
	writeFileSync(CLEAR, RESET_PEAK);
	const before = kibibytes('VmRSS');
	return () => Math.max(0, kibibytes('VmHWM') - before) / 1024;
}

function kibibytes(name: string): number {
	const status = readFileSync('/proc/self/status', 'utf8');
	return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? NaN);
}
