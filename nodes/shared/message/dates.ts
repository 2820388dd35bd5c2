/** What a message shows of a time, such as `Fri 27 Nov` or `Fri 27 Nov, 14:05`. */
export interface DateWords {
	day(time: number): string;
	dayAndTime(time: number): string;
}

/** In milliseconds: a date further away than this needs its year. */
const NEAR = 300 * 86_400_000;

/** Words for times in a time zone (an IANA name such as `Europe/London`); `now` is in milliseconds since 1970. */
export function createDateWords(timeZone: string, now: number): DateWords {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23',
	});
	const read = (time: number) => {
		const parts = format.formatToParts(time).map(({ type, value }) => [type, value] as const);
		return Object.fromEntries(parts);
	};
	const day = (time: number) => {
		const { weekday, day: number, month, year } = read(time);
		const words = `${weekday ?? ''} ${number ?? ''} ${month ?? ''}`;
		return Math.abs(time - now) > NEAR ? `${words} ${year ?? ''}` : words;
	};
	return {
		day,
		dayAndTime: (time) => {
			const { hour, minute } = read(time);
			return `${day(time)}, ${hour ?? ''}:${minute ?? ''}`;
		},
	};
}
