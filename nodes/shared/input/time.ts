/** A date, a date and a time, or that with an offset from UTC (ISO 8601); a space may stand for the `T`. */
const ISO =
	/^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?)?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * What was filled in as a date, in milliseconds since 1970: null where it is blank, undefined where it is
 * no date. Takes ISO 8601, and the date objects of JavaScript and of n8n's expressions (luxon). Without an
 * offset it is a time of this zone (an IANA name).
 */
export function readTime(value: unknown, timeZone: string): number | null | undefined {
	if (value === undefined || value === null) return null;
	// Both kinds of objects have the time as their value.
	if (typeof value === 'object') return toTime(Number(value));
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	return text === '' ? null : toTime(parseIso(text, timeZone));
}

function toTime(milliseconds: number): number | undefined {
	return Number.isNaN(new Date(milliseconds).getTime()) ? undefined : milliseconds;
}

function parseIso(text: string, timeZone: string): number {
	const [, year, month, day, hour = '00', minute = '00', second = '00', offset] =
		ISO.exec(text) ?? [];
	if (year === undefined) return NaN;
	const written = `${year}-${month ?? ''}-${day ?? ''}T${hour}:${minute}:${second}`;
	const utc = Date.parse(`${written}Z`);
	// `Date.parse` takes the 30th of February for the 2nd of March.
	if (Number.isNaN(utc) || !new Date(utc).toISOString().startsWith(written)) return NaN;
	return offset === undefined ? utc - findOffset(utc, timeZone) : Date.parse(written + offset);
}

/** By how many milliseconds the clocks of a zone are ahead of UTC when they show this. */
function findOffset(shown: number, timeZone: string): number {
	// The offset at that time in UTC may be another one, since clocks may have been changed in between.
	const guessed = measureOffset(shown, timeZone);
	return measureOffset(shown - guessed, timeZone);
}

function measureOffset(time: number, timeZone: string): number {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
		hourCycle: 'h23',
	});
	const read = Object.fromEntries(
		format.formatToParts(time).map(({ type, value }) => [type, Number(value)] as const),
	);
	const shown = Date.UTC(
		read['year'] ?? 0,
		(read['month'] ?? 1) - 1,
		read['day'],
		read['hour'],
		read['minute'],
		read['second'],
	);
	return shown - Math.floor(time / 1000) * 1000;
}

const UTC = 'UTC';

/** The time zone by its name where this machine knows it, else UTC. */
export function chooseTimeZone(name: string): string {
	try {
		return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
	} catch {
		return UTC;
	}
}
