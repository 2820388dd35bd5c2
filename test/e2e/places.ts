import { startN8n } from '../server/n8nServer';
import { startPostgres } from '../server/postgresServer';
import { startQueue, type N8nQueue } from '../server/queue';
import type { Stage } from './stage';

/** A running n8n. */
export interface Running {
	readonly url: string;
	stop(): Promise<void>;
}

/** A way to run n8n. */
export interface Place<Kind extends Running> {
	readonly place: string;
	start(stage: Stage, environment?: Readonly<Record<string, string>>): Promise<Kind>;
}

/** n8n in queue mode, by the address of its main process. */
export type RunningQueue = Running & N8nQueue;

export const ONE_PROCESS: Place<Running> = {
	place: 'one process on SQLite',
	start: async ({ installation, userFolder }, environment = {}) =>
		await startN8n(installation, { userFolder, environment }),
};

/** Main and two workers, on each database. */
export const QUEUES: ReadonlyArray<Place<RunningQueue>> = [
	{
		place: 'two workers on SQLite',
		start: async ({ installation, userFolder }, environment = {}) => {
			const queue = await startQueue(installation, { userFolder, environment });
			return { ...queue, url: queue.main.url };
		},
	},
	{
		place: 'two workers on Postgres',
		start: async ({ installation, userFolder }, more = {}) => {
			const postgres = await startPostgres();
			const environment = { ...postgres.environment, ...more };
			const queue = await startQueue(installation, { userFolder, environment });
			return {
				...queue,
				url: queue.main.url,
				stop: async () => {
					await queue.stop();
					await postgres.stop();
				},
			};
		},
	},
];
