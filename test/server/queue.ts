import type { RunningProcess } from './childProcess';
import {
	startN8n,
	startWorker,
	type N8nInstallation,
	type N8nServer,
	type N8nSettings,
} from './n8nServer';
import { startRedis } from './redisServer';

/** n8n in queue mode: a main process that hands executions to workers. */
export interface N8nQueue {
	readonly main: N8nServer;
	readonly workers: readonly RunningProcess[];
	stop(): Promise<void>;
}

/** Starts Redis, a main and its workers, all with one database and the packages of one user folder. */
export async function startQueue(
	installation: N8nInstallation,
	{ userFolder, environment: more = {} }: N8nSettings,
	workerCount = 2,
): Promise<N8nQueue> {
	const redis = await startRedis();
	const environment = {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		// What a person starts by hand goes to the workers too, as on a server that many use.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		...more,
	};
	const main = await startN8n(installation, { userFolder, environment });
	const workers: RunningProcess[] = [];
	for (let number = 0; number < workerCount; number++) {
		workers.push(await startWorker(installation, { userFolder, environment }));
	}
	return {
		main,
		workers,
		stop: async () => {
			for (const running of [...workers, main, redis]) await running.stop();
		},
	};
}
