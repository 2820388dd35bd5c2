/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a program for people; the bans protect n8n's runtime */

const MEBIBYTE = 1024 * 1024;

/** How often the memory is looked at, in milliseconds. */
const INTERVAL = 2;

/** Watches the memory of this process, its servers included. Needs `--expose-gc`. */
export function watchMemory(): { /** The growth at most, in MiB. */ stop(): number } {
	globalThis.gc?.();
	const before = process.memoryUsage.rss();
	let most = before;
	const look = () => {
		most = Math.max(most, process.memoryUsage.rss());
	};
	const timer = setInterval(look, INTERVAL);
	return {
		stop: () => {
			look();
			clearInterval(timer);
			return Math.round((most - before) / MEBIBYTE);
		},
	};
}
