// Why a survivor survives, for docs/mutation.md. The first reason that applies counts.

const FALLBACKS = ["''", '[]', 'null', '0', '{}'];

const FALLBACK_PLACE = /(?:\?\?|=|:) (?:''|\[\]|null|0|\{ children)|: \[\]|= \[\]/;

/** A survivor on a line with one of these texts in it. */
const onLine =
	(...texts) =>
	({ line }) =>
		texts.some((text) => line.includes(text));

/** `applies` gets { file, line, original, replacement, mutatorName }; `line` is the trimmed source. */
export const REASONS = [
	{
		reason: 'A fallback that only the compiler asks for: what stands before it is always there',
		applies: ({ line, original }) =>
			FALLBACK_PLACE.test(line) &&
			(FALLBACKS.includes(original.trim()) || original.includes('children: []')),
	},
	{
		reason: 'A condition that only the compiler asks for: the code around it leaves no other case',
		applies: onLine(
			'root === undefined ? undefined',
			"node?.type !== 'object'",
			'key === undefined || value === undefined',
			"answer.outcome === 'refused'",
			"typeof value === 'number' && Number.isFinite(value)",
			'escape?.resolve(matched)',
			"if (value === null) return 'nothing'",
			"case 'property':",
			"typeof decoded === 'string'",
			"typeof node === 'object' && node !== null",
			"body.type === 'json'",
			'advice === undefined ? {} :',
			'type === undefined ? {} :',
			'status >= 300 && status < 400',
		),
	},
	{
		reason: 'Node.js takes an empty name of an encoding for UTF-8',
		applies: ({ original, replacement }) => original === "'utf8'" && replacement === '""',
	},
	{
		reason: 'The parser would accept this prolog by itself, as of fast-xml-parser 5.12.1',
		applies: ({ file, mutatorName }) =>
			file.endsWith('cloud9Mobile.vendor.ts') && mutatorName === 'Regex',
	},
	{
		reason: 'The text comes trimmed already',
		applies: ({ mutatorName, original, replacement }) =>
			mutatorName === 'MethodExpression' &&
			original.includes('.trim()') &&
			!replacement.includes('.trim()'),
	},
	{
		reason:
			'Both parts are joined into one text, so it does not matter which of them has the words',
		applies: onLine("name === 'errorMessage'"),
	},
	{
		reason: 'Neither of the two is a code',
		applies: onLine("code === null ? '' : scrub(code)"),
	},
	{
		reason: 'No status below 200 reaches a client of HTTP',
		applies: onLine('status >= 200'),
	},
	{
		reason: 'Escapes are resolved over and over, and only Latin letters and digits are compared',
		applies: ({ file }) => file.endsWith('escapes.ts'),
	},
	{
		reason: 'The search for secrets has many forms of each: another one finds the same',
		applies: ({ file, place }) => file.endsWith('scrub.ts') && place < 135,
	},
	{
		reason: 'What is hidden is clamped to the text and joined with its neighbours afterwards',
		applies: ({ file }) => file.endsWith('scrub.ts'),
	},
	{
		reason:
			'The validator, the parser or the check of numbers refuses the same text, or reads the same from it',
		applies: ({ file }) => file.endsWith('/xml.ts'),
	},
	{
		reason: '`URL` accepts nothing before the numbers of an IPv4 address, nor around an IPv6 one',
		applies: ({ file, mutatorName }) => file.endsWith('address.ts') && mutatorName === 'Regex',
	},
	{
		reason: 'Advice in words that no unit test repeats',
		applies: ({ line, mutatorName }) => mutatorName === 'StringLiteral' && /[a-z]\.',?$/.test(line),
	},
];
