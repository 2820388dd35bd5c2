// Why a survivor survives, for docs/mutation.md. The first reason that applies counts.

const isOneOf = (texts) => (text) => texts.includes(text);
const isFallback = isOneOf(["''", '[]', 'null', '0', '{}', "{ children: [], text: '' }"]);

/** `applies` gets { file, line, original, replacement, mutatorName }; `line` is the trimmed source. */
export const REASONS = [
	{
		reason: 'A fallback that only the compiler asks for: what stands before it is always there',
		applies: ({ line, original }) =>
			isFallback(original.trim()) && /(?:\?\?|=|:) (?:''|\[\]|null|0|\{)/.test(line),
	},
];
