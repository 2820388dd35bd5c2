import { createDateWords } from '../../../nodes/shared/message/dates';
import { createAlertKey } from '../../../nodes/shared/watch/accountKey';
import { createSample } from '../../../nodes/shared/watch/sample';
import type { WatchEventName } from '../../../nodes/shared/item';
import { intelliSoftware } from '../../../nodes/IntelliSoftware/intelliSoftware.vendor';
import { sectigo } from '../../../nodes/Sectigo/sectigo.vendor';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const OPTIONS = { watchId: 'w n', dates: createDateWords('UTC', NOW), warnings: [] };
const SECTIGO = { vendor: sectigo, label: null, credentialName: 'Mine', account: '1000482915' };
const CREDITS = { vendor: intelliSoftware, label: 'SMS', credentialName: 'Mine', account: null };

const sample = (event: WatchEventName, context = SECTIGO) =>
	createSample(event, context, OPTIONS, NOW);

it.each<[WatchEventName, string, string]>([
	[
		'low',
		'low',
		'Sectigo 1000482915 is low: 84.20 GBP available, below 100. About 6 days left, until Fri 27 Nov.',
	],
	[
		'critical',
		'critical',
		'Sectigo 1000482915 is critical: 15.00 GBP available, below 20. About 1 day left, until Sun 22 Nov.',
	],
	[
		'recovered',
		'ok',
		'Sectigo 1000482915 is ok again: 350.00 GBP available, no longer below 100. About 25 days left, until Wed 16 Dec.',
	],
	[
		'reminder',
		'low',
		'Sectigo 1000482915 is still low since Fri 20 Nov, 12:00: 84.20 GBP available, below 100. About 6 days left, until Fri 27 Nov.',
	],
	[
		'checkFailing',
		'failing',
		'Sectigo 1000482915 cannot be checked: Sectigo is unavailable at the moment. The last balance was 84.2 GBP, Fri 20 Nov, 12:00.',
	],
	[
		'checkWorking',
		'ok',
		'Sectigo 1000482915 can be checked again, and is ok: 350.00 GBP available. About 25 days left, until Wed 16 Dec.',
	],
])('%s is told as it would be', (event, status, text) => {
	expect(sample(event)).toMatchObject({ event, status, text, sample: true });
});

it('is of the row: its vendor, its label, its unit', () => {
	const { text, ...item } = createSample('low', CREDITS, OPTIONS, NOW);
	expect(item).toMatchObject({ vendor: 'intelliSoftware', label: 'SMS', unit: 'credits' });
	expect(text).toMatch('SMS is low: 84.20 credits available, below 100.');
});

it('has every key of an item with a balance, those first that people act on', () => {
	expect(Object.keys(sample('low'))).toEqual([
		'event',
		'status',
		'label',
		'text',
		'available',
		'currency',
		'threshold',
		'daysLeft',
		'emptyAt',
		'vendor',
		'account',
		'balance',
		'balanceText',
		'unit',
		'daysLeftMin',
		'daysLeftMax',
		'previousBalance',
		'daysLeftThreshold',
		'reason',
		'since',
		'burnPerDay',
		'trend',
		'alertKey',
		'checkedAt',
		'details',
		'sample',
	]);
});

it('has every key of a check without a balance', () => {
	expect(Object.keys(sample('checkFailing'))).toEqual([
		'event',
		'status',
		'label',
		'text',
		'threshold',
		'emptyAt',
		'lastStatus',
		'vendor',
		'account',
		'message',
		'lastBalance',
		'lastCheckedAt',
		'daysLeftThreshold',
		'reason',
		'since',
		'burnPerDay',
		'trend',
		'alertKey',
		'checkedAt',
		'details',
		'sample',
	]);
});

describe('what a sample tells besides', () => {
	const YESTERDAY = '2026-11-20T12:00:00.000Z';
	const keyOf = (subject: 'account' | 'check') =>
		createAlertKey({ watchId: 'w n', accountKey: '', labelKey: null, rowNumber: 0, subject });

	it.each<[WatchEventName, number, number]>([
		['low', 100, 98.2],
		['critical', 20, 29],
		['recovered', 100, 364],
		['reminder', 100, 98.2],
	])('of %s', (event, threshold, previousBalance) => {
		expect(sample(event)).toMatchObject({
			reason: 'threshold',
			since: YESTERDAY,
			threshold,
			previousBalance,
			burnPerDay: 14,
			daysLeftThreshold: 7,
			currency: 'GBP',
			trend: '█▇▇▆▆▅▅▄▄▃▃▂▂▁',
			alertKey: keyOf('account'),
			checkedAt: '2026-11-21T12:00:00.000Z',
			details: {},
		});
	});

	it('of a check that fails', () => {
		const item = sample('checkFailing');
		expect(item).toMatchObject({
			reason: null,
			since: YESTERDAY,
			lastStatus: 'ok',
			lastBalance: 84.2,
			lastCheckedAt: YESTERDAY,
			alertKey: keyOf('check'),
		});
		expect(item).not.toHaveProperty('details.warnings');
	});

	it('of a check that works', () => {
		expect(sample('checkWorking')).toMatchObject({
			reason: null,
			since: YESTERDAY,
			previousBalance: 364,
			alertKey: keyOf('check'),
			details: {},
		});
		expect(sample('checkWorking').details).toEqual({});
	});

	it('where the vendor counts credits, in no currency', () => {
		expect(createSample('low', CREDITS, OPTIONS, NOW)).toMatchObject({ currency: null });
	});
});
