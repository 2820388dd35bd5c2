import type { IExecuteFunctions } from 'n8n-workflow';
import { WAY_OUT } from './loss';

const SCHEDULE_TRIGGER = 'n8n-nodes-base.scheduleTrigger';

/** Which numbers n8n does not count (n8n 2.41.1, `intervalToRecurrence`). */
const UNCOUNTED: Readonly<Record<string, (every: number) => boolean>> = {
	minutes: (every) => 60 % every === 0,
	hours: (every) => every === 1,
	days: (every) => every === 1,
	weeks: (every) => every === 1,
	months: (every) => every === 1,
};

/**
 * Warns of schedules before this node that make n8n forget. At "every 2 hours" and the like the
 * Schedule Trigger counts in static data of its own; each time it fires, n8n writes the workflow's
 * whole static data back as it was when the workflow was published or n8n started, milliseconds
 * before the run reads it (seen in the queries of n8n 2.41.1).
 */
export function findScheduleWarnings(context: IExecuteFunctions): readonly string[] {
	return context
		.getParentNodes(context.getNode().name)
		.filter(({ type, disabled }) => type === SCHEDULE_TRIGGER && !disabled)
		.filter(({ name }) => readIntervals(context, name).some(isCounted))
		.map(({ name }) => warnAbout(name));
}

function warnAbout(name: string): string {
	return `With the interval of "${name}", n8n may forget what this node remembers: alerts may repeat, and days left stay unknown. Choose Custom (Cron) there, such as 0 */2 * * * for every 2 hours. ${WAY_OUT}`;
}

/** The intervals of a trigger, as they were filled in. */
function readIntervals(context: IExecuteFunctions, name: string): readonly unknown[] {
	try {
		const expression = `{{ $(${JSON.stringify(name)}).params.rule.interval }}`;
		const intervals: unknown = context.evaluateExpression(expression, 0);
		return Array.isArray(intervals) ? intervals : [];
	} catch {
		// A trigger that cannot be looked at is none to warn of.
		return [];
	}
}

function isCounted(interval: unknown): boolean {
	if (typeof interval !== 'object' || interval === null) return false;
	const values: Readonly<Record<string, unknown>> = { ...interval };
	const field = String(values['field'] ?? 'days');
	const every = values[`${field}Interval`];
	const isUncounted = Object.hasOwn(UNCOUNTED, field) ? UNCOUNTED[field] : undefined;
	return isUncounted !== undefined && typeof every === 'number' && !isUncounted(every);
}
