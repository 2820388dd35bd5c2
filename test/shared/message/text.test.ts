import { readLimits } from '../../../nodes/shared/alert/limits';
import { createDateWords } from '../../../nodes/shared/message/dates';
import {
	writeText,
	type CheckedBalance,
	type FailedCheck,
	type Message,
} from '../../../nodes/shared/message/text';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const DAY = 86_400_000;
const DATES = createDateWords('Europe/London', NOW);

const BOTH = readLimits({ threshold: '100', criticalThreshold: '20', daysLeftThreshold: '7' });
const CRITICAL_ONLY = readLimits({ criticalThreshold: '20' });
const DAYS_ONLY = readLimits({ daysLeftThreshold: '7' });
const ABOVE = readLimits({ alertWhen: 'above', threshold: '1000', criticalThreshold: '2000' });

const balance = (text: string, change: Partial<CheckedBalance> = {}): CheckedBalance => ({
	ok: true,
	available: { text },
	unit: 'money',
	currency: 'GBP',
	daysLeft: 6.9,
	emptyAt: NOW + 6.9 * DAY,
	...change,
});

const UNKNOWN = { daysLeft: null, emptyAt: null };
const NO_END = { daysLeft: Infinity, emptyAt: null };
const EMPTY = { daysLeft: 0, emptyAt: NOW };
const HOURS = { daysLeft: 0.9, emptyAt: NOW + 0.9 * DAY };
const ONE_DAY = { daysLeft: 1.2, emptyAt: NOW + 1.2 * DAY };
const CREDITS = { unit: 'credits', currency: null, ...UNKNOWN };
const NO_CURRENCY = { currency: null, ...UNKNOWN };

const failure = (change: Partial<FailedCheck> = {}): FailedCheck => ({
	ok: false,
	summary: 'Sectigo did not accept the credential',
	vendorWords: null,
	last: null,
	...change,
});

const LAST = { balance: 84.2, at: NOW - DAY, unit: 'money', currency: 'GBP' };

interface Told extends Partial<Omit<Message, 'check'>> {
	readonly check: Message['check'];
}

const write = (told: Told) =>
	writeText(
		{
			event: 'low',
			reason: 'threshold',
			label: 'Sectigo 1000482915',
			level: 'low',
			limits: BOTH,
			since: null,
			...told,
		},
		DATES,
	);

const OK = { level: 'ok', reason: null } as const;
const FEW = { level: 'ok', reason: 'daysLeft' } as const;
const CRITICAL = { event: 'critical', level: 'critical' } as const;
const RECOVERED = { event: 'recovered', level: 'ok' } as const;
const REMINDER = { event: 'reminder', since: NOW - 2 * DAY } as const;
const WORKING = { event: 'checkWorking', reason: null } as const;
const FAILING = { event: 'checkFailing', reason: null, level: 'ok' } as const;
const NONE = { event: 'none' } as const;

/** Every event, reason, unit and missing number, and the line that a person reads. */
const LINES: ReadonlyArray<readonly [told: Told, line: string]> = [
	[
		{ check: balance('84.20') },
		'is low: 84.20 GBP available, below 100. About 6 days left, until Sat 28 Nov.',
	],
	[{ check: balance('84.20', UNKNOWN) }, 'is low: 84.20 GBP available, below 100.'],
	[{ check: balance('84.20', NO_END) }, 'is low: 84.20 GBP available, below 100.'],
	[{ check: balance('84.20', NO_CURRENCY) }, 'is low: 84.20 available, below 100.'],
	[{ check: balance('84', CREDITS) }, 'is low: 84 credits available, below 100.'],
	[
		{ check: balance('84', { ...UNKNOWN, unit: 'kWh', currency: null }) },
		'is low: 84 kWh available, below 100.',
	],
	[
		{ check: balance('84.20', ONE_DAY) },
		'is low: 84.20 GBP available, below 100. About 1 day left, until Sun 22 Nov.',
	],
	[
		{ check: balance('84.20', HOURS) },
		'is low: 84.20 GBP available, below 100. Less than a day left, until Sun 22 Nov, 09:36.',
	],
	[
		{ check: balance('103.00', UNKNOWN), ...NONE },
		'is low: 103.00 GBP available, ok again at 105 or more.',
	],
	[
		{ check: balance('6000', { daysLeft: 400, emptyAt: NOW + 400 * DAY }), ...NONE, ...OK },
		'is ok: 6000 GBP available. About 400 days left, until Sun 26 Dec 2027.',
	],
	[
		{ check: balance('300.00'), ...FEW },
		'is low: about 6 days left, until Sat 28 Nov, fewer than 7. 300.00 GBP available.',
	],
	[
		{ check: balance('700.00', { daysLeft: 13.5, emptyAt: NOW + 13.5 * DAY }), ...FEW },
		'is low: about 13 days left, until Sat 5 Dec, no longer fewer than 7 if that holds. 700.00 GBP available.',
	],
	[
		{ check: balance('700.00', { daysLeft: 7, emptyAt: NOW + 7 * DAY }), ...FEW },
		'is low: about 7 days left, until Sat 28 Nov, no longer fewer than 7 if that holds. 700.00 GBP available.',
	],
	[
		{ check: balance('700.00', { daysLeft: Infinity, emptyAt: null }), ...FEW },
		'is low: no end in sight, if that holds. 700.00 GBP available.',
	],
	[
		{ check: balance('300.00', UNKNOWN), ...FEW, ...NONE },
		'is low: fewer than 7 days left when that was last known. 300.00 GBP available.',
	],
	[
		{ check: balance('300.00', UNKNOWN), ...FEW, ...NONE, limits: null },
		'is low: few days left when that was last known. 300.00 GBP available.',
	],
	[
		{ check: balance('300.00'), ...FEW, ...NONE, limits: null },
		'is low: about 6 days left, until Sat 28 Nov, few. 300.00 GBP available.',
	],
	[
		{ check: balance('0.00', EMPTY), ...FEW, limits: DAYS_ONLY },
		'is low: nothing is left, fewer than 7. 0.00 GBP available.',
	],
	[
		{ check: balance('15.00'), ...CRITICAL },
		'is critical: 15.00 GBP available, below 20. About 6 days left, until Sat 28 Nov.',
	],
	[
		{ check: balance('20.50', UNKNOWN), ...CRITICAL, ...NONE },
		'is critical: 20.50 GBP available, critical no longer at 21 or more.',
	],
	[
		{ check: balance('-5.00', EMPTY), ...CRITICAL },
		'is critical: -5.00 GBP available, below 20. Nothing is left.',
	],
	[
		{ check: balance('1200.00', UNKNOWN), limits: ABOVE },
		'is high: 1200.00 GBP available, above 1000.',
	],
	[
		{ check: balance('2200.00', UNKNOWN), limits: ABOVE, ...CRITICAL },
		'is critical: 2200.00 GBP available, above 2000.',
	],
	[
		{ check: balance('960.00', UNKNOWN), limits: ABOVE, ...NONE },
		'is high: 960.00 GBP available, ok again at 950 or less.',
	],
	[
		{ check: balance('300.00'), ...RECOVERED },
		'is ok again: 300.00 GBP available, no longer below 100. About 6 days left, until Sat 28 Nov.',
	],
	[
		{ check: balance('300.00', UNKNOWN), ...RECOVERED, limits: CRITICAL_ONLY },
		'is ok again: 300.00 GBP available, no longer below 20.',
	],
	[
		{ check: balance('900.00', UNKNOWN), ...RECOVERED, limits: ABOVE },
		'is ok again: 900.00 GBP available, no longer above 1000.',
	],
	[
		{ check: balance('300.00', UNKNOWN), ...RECOVERED, limits: DAYS_ONLY },
		'is ok again: 300.00 GBP available.',
	],
	[
		{ check: balance('900.00'), ...RECOVERED, reason: 'daysLeft' },
		'is ok again: about 6 days left, until Sat 28 Nov. 900.00 GBP available.',
	],
	[
		{ check: balance('900.00', NO_END), ...RECOVERED, reason: 'daysLeft' },
		'is ok again: 900.00 GBP available, and no end in sight.',
	],
	[
		{ check: balance('900', CREDITS), ...RECOVERED, reason: 'daysLeft' },
		'is ok again: 900 credits available.',
	],
	[
		{ check: balance('84.20', UNKNOWN), ...REMINDER },
		'is still low since Thu 19 Nov, 12:00: 84.20 GBP available, below 100.',
	],
	[
		{ check: balance('103.00', UNKNOWN), ...REMINDER, since: null },
		'is still low: 103.00 GBP available, ok again at 105 or more.',
	],
	[
		{ check: balance('15.00', UNKNOWN), ...REMINDER, level: 'critical' },
		'is still critical since Thu 19 Nov, 12:00: 15.00 GBP available, below 20.',
	],
	[
		{ check: balance('300.00'), ...REMINDER, ...FEW },
		'is still low since Thu 19 Nov, 12:00: about 6 days left, until Sat 28 Nov, fewer than 7. 300.00 GBP available.',
	],
	[
		{ check: balance('300.00'), ...WORKING, level: 'ok' },
		'can be checked again, and is ok: 300.00 GBP available. About 6 days left, until Sat 28 Nov.',
	],
	[
		{ check: balance('84', CREDITS), ...WORKING },
		'can be checked again, and is low: 84 credits available, below 100.',
	],
	[{ check: failure(), ...FAILING }, 'cannot be checked: Sectigo did not accept the credential.'],
	[
		{ check: failure({ vendorWords: 'Bad login', last: LAST }), ...FAILING },
		'cannot be checked: Sectigo did not accept the credential. The vendor says: "Bad login". The last balance was 84.2 GBP, Fri 20 Nov, 12:00.',
	],
	[
		{ check: failure({ last: { ...LAST, unit: 'credits', currency: null } }), ...FAILING, ...NONE },
		'cannot be checked: Sectigo did not accept the credential. The last balance was 84.2 credits, Fri 20 Nov, 12:00.',
	],
	[
		{ check: failure(), ...FAILING, ...REMINDER },
		'still cannot be checked since Thu 19 Nov, 12:00: Sectigo did not accept the credential.',
	],
];

it.each(LINES)('%j', (told, line) => {
	expect(write(told)).toBe(`Sectigo 1000482915 ${line}`);
});

const HOSTILE: ReadonlyArray<readonly [what: string, words: string, shown: string]> = [
	['a mention of Slack', '<!channel> now', '‹!channel› now'],
	['a mention by name', '@everyone', '＠everyone'],
	['a link of Slack', '<https://x.test|pay>', '‹https：//x․test｜pay›'],
	['a link of Markdown', '[pay](http://x.test)', '［pay］(http：//x․test)'],
	['a bare address', 'see www.x.test', 'see www․x․test'],
	['HTML', '<b onclick="x">bold</b>', '‹b onclick="x"›bold‹/b›'],
	['an entity', '&lt;b&gt;', '＆lt;b＆gt;'],
	['Markdown', '*a* _b_ ~c~ `d` \\e', '∗a∗ ˍbˍ ∼c∼ ˋdˋ ＼e'],
	['an emoji by name', ':fire: 12:30', '：fire: 12:30'],
	['a channel of Discord', '#general', '＃general'],
	['line breaks and control characters', 'a\r\n\u0000b\u001bc', 'a b c'],
	['direction and zero-width characters', '\u202egpj\u202c.e\u200bx\ufeffe', 'gpj ․e x e'],
	['line and paragraph separators', 'a\u2028b\u2029c', 'a b c'],
	['half a surrogate pair', 'a\ud83db', 'a b'],
	['stacked marks', `a${'\u0301'.repeat(50)}b`, 'a\u0301\u0301b'],
	['a number', '1.50', '1.50'],
];

it.each(HOSTILE)('%s in a label, in a summary and in the words of a vendor', (_, words, shown) => {
	const line = write({ label: words, check: failure({ summary: words, vendorWords: words }) });
	const said = `${shown} cannot be checked: ${shown}. The vendor says: "${shown}".`;
	expect(line).toBe(said);
});

it.each([
	['=HYPERLINK("x")', '＝HYPERLINK("x")'],
	['+1', '＋1'],
	['-1', '－1'],
	['a=b-c+d', 'a=b-c+d'],
])('no line begins like a formula of a sheet: %s', (label, shown) => {
	expect(write({ label, check: failure() })).toBe(
		`${shown} cannot be checked: Sectigo did not accept the credential.`,
	);
});

it('cuts what is too long, and shows that', () => {
	const long = 'x'.repeat(10_000);
	const line = write({ label: long, check: failure({ summary: long, vendorWords: long }) });
	const cut = (length: number) => `${'x'.repeat(length - 1)}…`;
	expect(line).toBe(`${cut(80)} cannot be checked: ${cut(200)}. The vendor says: "${cut(160)}".`);
	const fitting = 'x'.repeat(80);
	expect(write({ label: fitting, check: failure() })).toMatch(`${fitting} cannot`);
	expect(write({ label: '😀'.repeat(81), check: failure() })).toMatch(`${'😀'.repeat(79)}… cannot`);
});

it('leaves out the words of a vendor that say nothing', () => {
	expect(write({ check: failure({ vendorWords: ' \u200b ' }) })).not.toMatch('vendor says');
});

describe('limits that do not fit what was told', () => {
	const lines: ReadonlyArray<readonly [string, Partial<Message>, string]> = [
		['could not be read', { limits: null }, 'is low: 50 GBP available.'],
		['are of days alone', { limits: DAYS_ONLY }, 'is low: 50 GBP available.'],
		[
			'are of the critical level alone',
			{ limits: CRITICAL_ONLY },
			'is low: 50 GBP available, ok again at 21 or more.',
		],
		[
			'could not be read, of one that is fine again',
			{ ...RECOVERED, limits: null },
			'is ok again: 50 GBP available.',
		],
	];
	it.each(lines)('%s', (_, told, line) => {
		expect(write({ ...told, check: balance('50', UNKNOWN) })).toBe(`Sectigo 1000482915 ${line}`);
	});
});

it('days that are unknown are not told, whatever the end is', () => {
	expect(write({ check: balance('50', { daysLeft: null }) })).toBe(
		'Sectigo 1000482915 is low: 50 GBP available, below 100.',
	);
});
