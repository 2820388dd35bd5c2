import { combineItems } from '../../../nodes/shared/message/combine';
import type { WatchedBalanceItem, WatchItem } from '../../../nodes/shared/item';

const item = (
	label: string,
	status: WatchItem['status'],
	event: WatchItem['event'],
): WatchedBalanceItem => ({
	event,
	status,
	label,
	text: `${label} is ${status}`,
	available: 5,
	currency: null,
	emptyAt: null,
	vendor: 'sectigo',
	account: null,
	balance: 5,
	balanceText: '5',
	unit: 'money',
	reason: null,
	since: null,
	trend: null,
	alertKey: label,
	checkedAt: '2026-11-21T00:00:00.000Z',
	details: {},
});

const ITEMS = [
	item('a', 'ok', 'none'),
	item('b', 'low', 'reminder'),
	item('c', 'critical', 'critical'),
	item('d', 'low', 'checkWorking'),
	item('e', 'failing', 'checkFailing'),
	item('f', 'low', 'low'),
	item('g', 'ok', 'recovered'),
	item('h', 'ok', 'none'),
];

it('has a line for each item, the worst first, else in their order', () => {
	const { text, accounts } = combineItems(ITEMS);
	expect(accounts.map(({ label }) => label).join('')).toBe('cebfdahg');
	expect(text.split('\n')).toEqual([
		'c is critical',
		'e is failing',
		'b is low',
		'f is low',
		'd is low',
		'a is ok',
		'h is ok',
		'g is ok',
	]);
});

it('counts statuses and events', () => {
	expect(combineItems(ITEMS).counts).toEqual({
		statuses: { ok: 3, low: 3, critical: 1, failing: 1 },
		events: {
			none: 2,
			reminder: 1,
			critical: 1,
			checkWorking: 1,
			checkFailing: 1,
			low: 1,
			recovered: 1,
		},
	});
});

it('has 20 lines at most, and says how many more there are', () => {
	const many = Array.from({ length: 1000 }, (_, number) => item(`n${number}`, 'low', 'low'));
	const lines = combineItems(many).text.split('\n');
	expect([lines.length, lines[19], lines[20]]).toEqual([21, 'n19 is low', 'and 980 more']);
	expect(combineItems(many.slice(0, 20)).text.split('\n')).toHaveLength(20);
});

it('leaves the items as they were given', () => {
	const given = [...ITEMS];
	combineItems(given);
	expect(given).toEqual(ITEMS);
});
