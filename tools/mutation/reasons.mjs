// Why each survivor survives, for docs/measured/mutation.md. A survivor is named by its file, what is declared
// around it, the code that was changed and, where other changes of it are to be noticed, by the change.

/** The survivors in one declaration. */
const within = (file, declaration, ...changes) =>
	changes.map((change) => {
		const [original, replacement] = Array.isArray(change) ? change : [change];
		return { file, declaration, original, replacement };
	});

export const REASONS = [
	{
		reason: 'What is no text has no length, and is refused as it is parsed',
		places: within('serializeMemory.ts', 'parseMemory', ["typeof written === 'string'", 'true']),
	},
	{
		reason:
			'Only the compiler asks: where no parameter names the account, none of that name is there',
		places: within('plan.ts', 'readNamedAccount', ["accountNamedBy.by !== 'parameter'", 'false']),
	},
	{
		reason: 'Only the compiler asks for a fallback: what stands before it is always there',
		places: [
			...within('json.ts', 'listParts', '[]'),
			...within('xml.ts', 'listEntries', '[]'),
			...within('text.ts', 'parseForm', "''"),
			...within('fields.ts', 'readField', 'field?.read'),
			...within('sparkline.ts', 'findMostCrowded', 'trend[index + 1]?.at', 'trend[index - 1]?.at'),
			...within('sparkline.ts', 'drawSparkline', "''"),
			...within('weekdays.ts', 'judgeWeekdays', 'found[weekday]?.share'),
			...within('judgeAccount.ts', 'NEW_ROW', '{ known: null, isTakenOver: false }', 'false'),
			...within('matchRows.ts', 'matchRows', 'wanted[index]?.limits'),
			...within('unknownAccounts.ts', 'nameAccounts', ['only !== undefined', 'true']),
			...within('dates.ts', 'createDateWords', "''"),
			...within('text.ts', 'tellRecovery', 'limits?.alertWhen', "''"),
			...within('time.ts', 'parseIso', "''"),
			...within('igSend.vendor.ts', 'igSend', "''"),
			...within('intelliSoftware.vendor.ts', 'readLine', "''"),
			...within('kolmisoftM4.vendor.ts', 'kolmisoftM4', "''"),
			...within('sectigo.vendor.ts', 'openLines', "''"),
			...within(
				'escapes.ts',
				'resolve',
				'MEANINGS.find(([beginning]) => beginning.test(escape))?.[1]',
			),
		],
	},
	{
		reason: 'What is valid JSON has a root, and each of its properties a name and a value',
		places: [
			...within('json.ts', 'parseJsonObject', 'root?.type'),
			...within(
				'json.ts',
				'toMember',
				['key === undefined || value === undefined', 'false'],
				['key === undefined || value === undefined', 'key === undefined && value === undefined'],
				['key === undefined', 'false'],
				['value === undefined', 'false'],
				"'is not complete JSON'",
			),
		],
	},
	{
		reason: 'Properties are read by `toMember` alone; the compiler asks for the case',
		places: within('json.ts', 'toJsonNode', "'property'"),
	},
	{
		reason: 'Of what a regular expression finds, only the groups are read, not the first element',
		places: [
			...within('xml.ts', 'resolveNumericEntity', '[]'),
			...within('time.ts', 'parseIso', '[]'),
			...within('intelliSoftware.vendor.ts', 'readLine', '[]'),
		],
	},
	{
		reason: 'The validator has refused what holds no element',
		places: within('xml.ts', 'parseXml', ['root === undefined', 'false']),
	},
	{
		reason: 'The validator has refused an ampersand without its semicolon or with other characters',
		places: [
			...within(
				'xml.ts',
				'resolveEntities',
				['/&([^&;]*)(;?)/g', '/&([^&;]*)(;)/g'],
				["end === ''", 'false'],
				"''",
			),
			...within('xml.ts', 'resolveNumericEntity', [
				'/^#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}))$/i',
				'/#(?:x0*([0-9a-f]{1,6})|0*([0-9]{1,7}))$/i',
			]),
		],
	},
	{
		reason: 'The parser brings character data as one text, so nothing is put between several',
		places: within('xml.ts', 'joinText', "''"),
	},
	{
		reason: 'Any other text does as well, as long as it has nothing of what is looked for',
		places: [
			...within('attempt.ts', 'toFailure', "''"),
			...within('unknownAccounts.ts', 'listMissing', '[]'),
			...within('decode.ts', 'findCharset', "''"),
			...within('encoding.ts', 'assertPlainlyEncoded', '[]'),
			...within('explainFailure.ts', 'explainTransportFailure', "''"),
			...within('retryDelay.ts', 'parseRetryAfter', "''"),
			...within('sharedReply.ts', 'scrubFailure', "''"),
		],
	},
	{
		reason: '`Date.parse` takes what is made of nothing for no date either',
		places: within('time.ts', 'parseIso', ['year === undefined', 'false']),
	},
	{
		reason: 'It only saves time: what is too long is cut exactly afterwards',
		places: within('failure.ts', 'shortenName', ['name.slice(0, 2 * LONGEST_NAME)', 'name']),
	},
	{
		reason: 'What is not in the list comes before all that is',
		places: within('combine.ts', 'STATUSES', "'critical'"),
	},
	{
		reason: 'Only the compiler asks: nothing that is ok is worse than what was before',
		places: within('step.ts', 'findEvents', ["next.level !== 'ok'", 'true'], "'ok'"),
	},
	{
		reason: 'Where there is a threshold there is a recovery from it, and none without one',
		places: [
			...within('level.ts', 'judgeAmount', ['recovery !== null', 'true']),
			...within('limits.ts', 'readLimits', ['criticalThreshold !== null', 'true']),
			...within('limits.ts', 'chooseCriticalRecovery', ['recoverAt === null', 'false']),
		],
	},
	{
		reason:
			'What is remembered of an account has a balance, its time and its usage, or none of them',
		places: [
			...within('account.ts', 'findClockNotices', ['lastCheckedAt === null', 'false']),
			...within(
				'items.ts',
				'createFailingItem',
				[
					'lastBalance === null || lastCheckedAt === null',
					'lastBalance === null && lastCheckedAt === null',
				],
				['lastBalance === null', 'false'],
				['lastCheckedAt === null', 'false'],
			),
			...within('items.ts', 'computeEmptyAt', ['newest === null', 'false']),
		],
	},
	{
		reason: 'Only the compiler asks: `Number.isFinite` is false for null',
		places: within('items.ts', 'round', ['estimate === null', 'false']),
	},
	{
		reason: 'Nothing is remembered under null',
		places: [
			...within('credentialPause.ts', 'updatePauses', ['credentialKey !== null', 'true']),
			...within('credentialPause.ts', 'findCredentialPause', ['credentialKey === null', 'false']),
		],
	},
	{
		reason: 'The error is caught at once, and its words are shown to nobody',
		places: within('memory.ts', 'readPauses', "'No pause'"),
	},
	{
		reason: 'It only saves time: where all accounts are known, all rows have their keys',
		places: within('unknownAccounts.ts', 'nameAccounts', ['unknown.length === 0', 'false']),
	},
	{
		reason: 'An item tells nothing of it, and the type of a verdict asks for it',
		places: within('sample.ts', 'createSample', "'UTC'", ['false', 'true'], '[]'),
	},
	{
		reason: 'Only the compiler asks: a sample has a history',
		places: within('sample.ts', 'createSample', ['account.usage === null', 'false']),
	},
	{
		reason: 'Only the compiler asks: no time is before null',
		places: within('step.ts', 'isQuiet', ['snoozedUntil !== null', 'true']),
	},
	{
		reason: 'What is no observation is not kept beside the first one',
		places: within('usage.ts', 'startHistory', '[]'),
	},
	{
		reason: 'Where the two are the same, nothing was a slip',
		places: within('usage.ts', 'isSlip', [
			'newest.available < settled.available',
			'newest.available <= settled.available',
		]),
	},
	{
		reason: 'One column is no picture either',
		places: within('sparkline.ts', 'sampleColumns', '[]'),
	},
	{
		reason: 'By a rate of nothing an account lasts without an end anyway',
		places: within('runway.ts', 'estimateRunway', ['burn.perDay === 0', 'false']),
	},
	{
		reason: 'A root of sums that are not whole never comes to exactly this share',
		places: within('runway.ts', 'estimateInRhythm', [
			'certain < LEAST_CERTAIN',
			'certain <= LEAST_CERTAIN',
		]),
	},
	{
		reason: 'It only saves time: where no day has passed, nothing begins and nothing fades',
		places: within('totals.ts', 'turnDays', ['passed <= 0', 'passed < 0']),
	},
	{
		reason: 'After a whole day the first hours come again, and have no less than before',
		places: within('totals.ts', 'findRest', ['hour < HOURS_A_DAY', 'hour <= HOURS_A_DAY']),
	},
	{
		reason: 'It is squared',
		places: within('burn.ts', 'average', [
			'weights += weight * day.watched',
			'weights -= weight * day.watched',
		]),
	},
	{
		reason: 'Two days make the same product from either side',
		places: within(
			'burn.ts',
			'findVariance',
			['index - 1', 'index + 1'],
			['index - 2', 'index + 2'],
		),
	},
	{
		reason: 'Rows are put in order by numbers only: a text leaves them in the order of the input',
		places: within('rows.ts', 'compareLimits', '[]'),
	},
	{
		reason: 'Warnings about addresses stand beside a balance, and what was not sent has none',
		places: within('batch.ts', 'leaveUnsent', '[]'),
	},
	{
		reason: 'Behind the end of a text there is no character that counts',
		places: [
			...within('alphabet.ts', 'reduceText', ['place < text.length', 'place <= text.length']),
			...within('json.ts', 'isDeeperThan', ['index < text.length', 'index <= text.length']),
		],
	},
	{
		reason: 'It makes a difference for U+007F only, which neither of the alphabets has',
		places: within(
			'alphabet.ts',
			'chooseUnit',
			["character <= '\\u007f'", "character < '\\u007f'"],
			["small > '\\u007f'", "small >= '\\u007f'"],
		),
	},
	{
		reason: 'An escape is one match of `ESCAPE`: no other escape begins further on in it',
		places: within(
			'escapes.ts',
			'MEANINGS',
			['/^&#x/i', '/&#x/i'],
			['/^&#/', '/&#/'],
			['/^%u/i', '/%u/i'],
			['/^\\\\+u\\{/i', '/\\\\+u\\{/i'],
			['/^\\\\+u/i', '/\\\\+u/i'],
			['/^\\\\+x/i', '/\\\\+x/i'],
			['/^\\\\+[bfnrt]/i', '/\\\\+[bfnrt]/i'],
			['/^\\\\/', '/\\\\/'],
			['/^[\\uff01-\\uff5e]/', '/[\\uff01-\\uff5e]/'],
		),
	},
	{
		reason: '`resolve` takes what stands for nothing for `OTHER`, too',
		places: within('escapes.ts', 'MEANINGS', '() => OTHER'),
	},
	{
		reason: 'What has no characters to look for is too short, and is dropped',
		places: within('needles.ts', 'createNeedleIn', ['-1', '+1']),
	},
	{
		reason:
			'It only saves time: among the characters of the other alphabet a needle stands where it is found anyway, or nowhere',
		places: within(
			'search.ts',
			'findNeedles',
			'needles.filter((needle) => needle.alphabet === alphabet)',
			['needle.alphabet === alphabet', 'true'],
			['own.length === 0', 'false'],
		),
	},
	{
		reason:
			'`URL` writes an IPv4 host as four numbers, of which none has more than three digits, and an IPv6 one in brackets with nothing around them',
		places: within(
			'webAddress.ts',
			'PRIVATE_HOSTS',
			['/^127(?:\\.\\d+){3}$/', '/127(?:\\.\\d+){3}$/'],
			['/^192\\.168(?:\\.\\d+){2}$/', '/192\\.168(?:\\.\\d+){2}$/'],
			[
				'/^172\\.(?:1[6-9]|2\\d|3[01])(?:\\.\\d+){2}$/',
				'/172\\.(?:1[6-9]|2\\d|3[01])(?:\\.\\d+){2}$/',
			],
			['/^169\\.254(?:\\.\\d+){2}$/', '/169\\.254(?:\\.\\d+){2}$/'],
			['/^\\[::1\\]$/', '/\\[::1\\]$/'],
			['/^\\[::1\\]$/', '/^\\[::1\\]/'],
			['/^\\[f[cd][0-9a-f]{2}:/', '/\\[f[cd][0-9a-f]{2}:/'],
			['/^\\[fe[89ab][0-9a-f]:/', '/\\[fe[89ab][0-9a-f]:/'],
		),
	},
	{
		reason: '`assertSignable` compares the whole value besides',
		places: within(
			'cloud9Mobile.vendor.ts',
			'SIGNED',
			['/^check_balance$/', '/check_balance$/'],
			['/^check_balance$/', '/^check_balance/'],
		),
	},
	{
		reason: 'The validator would take this prolog as it is, as of fast-xml-parser 5.12.1',
		places: within(
			'cloud9Mobile.vendor.ts',
			'repairProlog',
			['/^\\s*<\\?\\s+xml\\b/i', '/^\\s<\\?\\s+xml\\b/i'],
			['/^\\s*<\\?\\s+xml\\b/i', '/^\\s*<\\?\\sxml\\b/i'],
		),
	},
];
