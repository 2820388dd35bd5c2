import { chooseTimeZone, readTime } from '../../../nodes/shared/input/time';

const inBerlin = (value: unknown) => {
	const time = readTime(value, 'Europe/Berlin');
	return typeof time === 'number' ? new Date(time).toISOString() : time;
};

it.each([
	['a date is its first moment in the zone', '2026-12-24', '2026-12-23T23:00:00.000Z'],
	['without an offset', '2026-12-24T09:30', '2026-12-24T08:30:00.000Z'],
	['with seconds and a space', '2026-07-01 09:30:15', '2026-07-01T07:30:15.000Z'],
	['as the editor writes it', '2026-12-24T00:00:00', '2026-12-23T23:00:00.000Z'],
	['parts of a second do not count', '2026-12-24T09:30:15.123', '2026-12-24T08:30:15.000Z'],
	['in UTC', '2026-12-24T09:30:00Z', '2026-12-24T09:30:00.000Z'],
	['with an offset', '2026-12-24T09:30+05:30', '2026-12-24T04:00:00.000Z'],
	['with an offset as ISO 8601 has it too', '2026-12-24T09:30+0530', '2026-12-24T04:00:00.000Z'],
	['with white space around it', ' 2026-12-24 ', '2026-12-23T23:00:00.000Z'],
	['just before the clocks go forward', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
	['just after', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
	['just before the clocks go back', '2026-10-25T01:59', '2026-10-24T23:59:00.000Z'],
	['just after they have', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
])('%s', (_, text, utc) => {
	expect(inBerlin(text)).toBe(utc);
});

it('takes the date objects of JavaScript and of expressions', () => {
	expect(inBerlin(new Date('2026-12-24T09:30:00Z'))).toBe('2026-12-24T09:30:00.000Z');
	const luxon = { valueOf: () => Date.parse('2026-12-24T09:30:00Z') };
	expect(inBerlin(luxon)).toBe('2026-12-24T09:30:00.000Z');
});

it.each([undefined, null, '', '   '])('%j is none', (value) => {
	expect(readTime(value, 'UTC')).toBeNull();
});

it.each([
	'tomorrow',
	'until 2026-12-24',
	'2026-12-24 or so',
	'24.12.2026',
	'2026-13-01',
	'2026-02-30',
	'2026-12-24T25:00',
	'2026-12-24T09',
	'2026-12-24Tnoon',
	1_766_000_000_000,
	true,
	{},
	[2026, 12, 24],
	new Date(NaN),
])('%j is no date', (value) => {
	expect(readTime(value, 'UTC')).toBeUndefined();
});

it('an unknown time zone is UTC', () => {
	expect(chooseTimeZone('Europe/Berlin')).toBe('Europe/Berlin');
	expect(chooseTimeZone('Middle-earth/Shire')).toBe('UTC');
	expect(chooseTimeZone('')).toBe('UTC');
});
