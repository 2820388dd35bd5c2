import { createDateWords } from '../../../nodes/shared/message/dates';

const NOW = Date.parse('2026-11-27T12:00:00Z');

it('tells the day as the clocks of the zone show it', () => {
	const night = Date.parse('2026-11-27T23:30:00Z');
	expect(createDateWords('UTC', NOW).day(night)).toBe('Fri 27 Nov');
	expect(createDateWords('Europe/Berlin', NOW).day(night)).toBe('Sat 28 Nov');
	expect(createDateWords('America/New_York', NOW).dayAndTime(night)).toBe('Fri 27 Nov, 18:30');
});

it('counts the hours of a day from 00 to 23', () => {
	const midnight = Date.parse('2026-09-05T00:00:00Z');
	expect(createDateWords('UTC', NOW).dayAndTime(midnight)).toBe('Sat 5 Sep, 00:00');
});

it('tells the year of what is more than 300 days away, before or after', () => {
	const { day } = createDateWords('UTC', NOW);
	const days = (count: number) => NOW + count * 86_400_000;
	expect([300, 301, -301].map((count) => day(days(count)))).toEqual([
		'Thu 23 Sep',
		'Fri 24 Sep 2027',
		'Fri 30 Jan 2026',
	]);
});
