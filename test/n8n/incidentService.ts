import type { IDataObject } from 'n8n-workflow';

/** An incident as PagerDuty and Opsgenie keep it: open until an event with its key resolves it. */
export interface Incident {
	readonly key: string;
	readonly title: string;
	readonly openedAt: number;
	resolvedAt: number | null;
	/** How many events were added while it was open. */
	events: number;
}

/** A small imitation of an incident service: events with the key of an open incident are added to it. */
export function startIncidentService() {
	const incidents: Incident[] = [];
	const findOpen = (key: string) =>
		incidents.find((incident) => incident.key === key && incident.resolvedAt === null);
	return {
		incidents,
		/** Takes an item of a watch as a workflow would send it on. */
		send: ({ event, alertKey, text }: IDataObject, at: number): void => {
			const key = String(alertKey);
			const open = findOpen(key);
			if (event === 'recovered' || event === 'checkWorking') {
				if (open !== undefined) open.resolvedAt = at;
				return;
			}
			if (open === undefined) {
				incidents.push({ key, title: String(text), openedAt: at, resolvedAt: null, events: 1 });
			} else open.events++;
		},
	};
}
