import type { Vendor } from '../../nodes/shared/vendor';

/** A mistake that an adapter could make, planted into a real one. */
export interface PlantedBug {
	readonly name: string;
	readonly plant: (adapter: Vendor) => Vendor;
}

/** Every one of them shows a number where there is none, or another one. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
	{ name: 'the first number anywhere', plant: (adapter) => otherwise(adapter, firstNumber) },
	{ name: '0 for a missing number', plant: (adapter) => otherwise(adapter, () => '0') },
	{
		name: 'commas stripped',
		plant: (adapter) => readingText(adapter, (text) => text.replace(/(\d),(?=\d)/g, '$1')),
	},
	{ name: 'the last of doubled fields', plant: (adapter) => readingText(adapter, withoutDoubles) },
	{
		name: 'exponents resolved',
		plant: (adapter) =>
			readingText(adapter, (text) =>
				text.replace(/\b\d+e\d\b/g, (digits) => String(Number(digits))),
			),
	},
	{
		name: 'the number rounded to JavaScript',
		plant: (adapter) => changingBalance(adapter, (text) => String(Number(text))),
	},
	{
		name: 'the sign lost',
		plant: (adapter) => changingBalance(adapter, (text) => text.replace('-', '')),
	},
];

/** Reads as the real one does, but shows a number of its own where that one refuses. */
function otherwise(adapter: Vendor, numberIn: (text: string) => string | null): Vendor {
	return {
		...adapter,
		read(reply, query) {
			try {
				return adapter.read(reply, query);
			} catch {
				// What cannot be read is exactly what this mistake is about.
			}
			const text = numberIn(reply.text);
			if (text === null) return adapter.read(reply, query);
			return {
				account: null,
				balance: { text },
				currency: null,
				creditLimit: null,
				details: {},
				warnings: [],
			};
		},
	};
}

function firstNumber(text: string): string | null {
	return /\d+(?:\.\d+)?/.exec(text)?.[0] ?? null;
}

function readingText(adapter: Vendor, change: (text: string) => string): Vendor {
	return {
		...adapter,
		read: (reply, query) => adapter.read({ ...reply, text: change(reply.text) }, query),
	};
}

function changingBalance(adapter: Vendor, change: (text: string) => string): Vendor {
	return {
		...adapter,
		read(reply, query) {
			const reading = adapter.read(reply, query);
			return { ...reading, balance: { text: change(reading.balance.text) } };
		},
	};
}

/** The reply as it looks to a reader that lets later fields overwrite earlier ones. */
function withoutDoubles(text: string): string {
	if (text.startsWith('<')) {
		return text.replace(/<(balance)>[^<]*<\/\1>\s*(?=<\1>)/gi, '');
	}
	try {
		return JSON.stringify(JSON.parse(text));
	} catch {
		const separator = text.includes('&') ? '&' : '\n';
		const parts = text.split(separator);
		const names = parts.map((part) => part.split(/[=:]/)[0]);
		return parts.filter((_, index) => names.lastIndexOf(names[index]) === index).join(separator);
	}
}
