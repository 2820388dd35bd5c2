import { openOnLoopback, type LoopbackServer } from '../server/loopback';

/** What raises an alarm where pings stay away; this one counts them, and leaves the alarm to others. */
export interface DeadMansSwitch extends LoopbackServer {
	/** The paths that were pinged, in order. */
	readonly pings: readonly string[];
}

/** Starts one that counts pings. */
export async function startDeadMansSwitch(
	onPing: (path: string) => void = () => {},
): Promise<DeadMansSwitch> {
	const pings: string[] = [];
	const server = await openOnLoopback(({ url = '' }, response) => {
		pings.push(url);
		onPing(url);
		response.end('OK');
	});
	return { ...server, pings };
}
