import fc from 'fast-check';
import { parseUsage, serializeUsage } from '../../../nodes/shared/forecast/serialize';
import { addObservation } from '../../../nodes/shared/forecast/usage';
import { BEGIN, DAY, HOUR, observe, useUp } from './observe';

const SURGE = observe(
	useUp(5000, 250, (hour) => (hour < 240 ? 1 : 10)),
	HOUR,
);
const HISTORY = observe([100, 90, 150, 140, 129.5], DAY);
const WRITTEN = serializeUsage(HISTORY);

it.each([
	['some days', HISTORY],
	['a surge', SURGE],
	['one observation', observe([-5.25], DAY)],
])('%s: what was written is read again', (_, history) => {
	const written: unknown = JSON.parse(JSON.stringify(serializeUsage(history)));
	expect(parseUsage(written)).toEqual(history);
});

it('is lists of numbers by name', () => {
	expect(serializeUsage(observe([100, 90], DAY))).toEqual({
		anchor: [BEGIN, 0],
		used: [0],
		missed: [0],
		hourUsed: Array.from({ length: 24 }, () => 0),
		hourWatched: Array.from({ length: 24 }, () => 0),
		pace: [0, 0, 0, 0, 0, 0],
		finished: [],
		observed: [BEGIN, 100, BEGIN + DAY, 90, BEGIN, 0],
		trendMinutes: [BEGIN / 60_000, 1440],
		trend: [100, 90],
	});
	expect(serializeUsage(SURGE)['pace']).toEqual([248, 0, 0, 4, 8, 80]);
});

const FULL = Array.from({ length: 29 }, () => 1);
const LATEST = HISTORY.newest.at;

describe('what is mangled is refused', () => {
	it.each<[string, unknown]>([
		['nothing', null],
		['a number', 7],
		['a text', 'used'],
		['a list', []],
		['no days', { ...WRITTEN, used: [], missed: [] }],
		['too many days', { ...WRITTEN, used: FULL, missed: FULL }],
		['days that do not fit', { ...WRITTEN, missed: [0] }],
		['a negative share', { ...WRITTEN, missed: [0, 0, -1] }],
		['a missing hour', { ...WRITTEN, hourUsed: FULL.slice(0, 23) }],
		['an hour too many', { ...WRITTEN, hourWatched: FULL.slice(0, 25) }],
		['negative hours', { ...WRITTEN, hourWatched: FULL.slice(0, 24).map(() => -1) }],
		['an amount in words', { ...WRITTEN, used: ['1', 0, 0] }],
		['an amount that is none', { ...WRITTEN, used: [NaN, 0, 0] }],
		['an amount without end', { ...WRITTEN, used: [Infinity, 0, 0] }],
		['an amount beyond all', { ...WRITTEN, used: [1e61, 0, 0] }],
		['a number instead of a list', { ...WRITTEN, finished: 4 }],
		['too many hours of a surge', { ...WRITTEN, finished: FULL.slice(0, 9) }],
		['half an hour number', { ...WRITTEN, pace: [0.5, 0, 0, 0, 0, 0] }],
		['an hour that is far ahead', { ...WRITTEN, pace: [200, 0, 0, 0, 0, 0] }],
		['a negative time', { ...WRITTEN, pace: [0, 0, -1, 0, 0, 0] }],
		['a negative peak', { ...WRITTEN, pace: [0, 0, 0, -1, 0, 0] }],
		['a surge of negative hours', { ...WRITTEN, pace: [0, 0, 0, 0, -4, 5] }],
		['a surge without an end', { ...WRITTEN, pace: [0, 0, 0, 0, 97, 5] }],
		['a surge in which nothing is used', { ...WRITTEN, pace: [0, 0, 0, 0, 4, 0] }],
		['a pace that is too short', { ...WRITTEN, pace: [0, 0, 0, 0, 0] }],
		['half a day number', { ...WRITTEN, anchor: [BEGIN, 0.5] }],
		['a day that is far ahead', { ...WRITTEN, anchor: [BEGIN, 6] }],
		['a time that no date holds', { ...WRITTEN, anchor: [1e17, 0] }],
		['observations out of order', { ...WRITTEN, observed: [LATEST, 1, BEGIN, 1, BEGIN, 0] }],
		['a reading that is held too late', { ...WRITTEN, observed: [BEGIN, 1, LATEST, 1, LATEST, 0] }],
		['observations far apart', { ...WRITTEN, observed: [BEGIN, 1, BEGIN + 57 * DAY, 1, BEGIN, 0] }],
		['a hold since no date', { ...WRITTEN, observed: [BEGIN, 1, LATEST, 1, -1e17, 0] }],
		['a negative change', { ...WRITTEN, observed: [BEGIN, 1, LATEST, 1, BEGIN, -1] }],
		['an observation of no date', { ...WRITTEN, observed: [1e17, 1, 1e17, 1, 1e17, 0] }],
		['no trend', { ...WRITTEN, trend: [], trendMinutes: [] }],
		['a trend that does not fit', { ...WRITTEN, trend: [1] }],
		['a trend out of order', { ...WRITTEN, trendMinutes: [5, 5, 5, 0, 5] }],
		['a trend of half minutes', { ...WRITTEN, trendMinutes: [5, 5, 5, 0.5, 5] }],
		['a trend of no date', { ...WRITTEN, trendMinutes: [1e12, 5, 5, 5, 5] }],
		['a trend that is too long', { ...WRITTEN, trend: FULL, trendMinutes: FULL }],
	])('%s', (_, mangled) => {
		expect(() => parseUsage(mangled)).toThrow(TypeError);
	});

	it.each<[string, unknown]>([
		['No usage', null],
		['No usage', 7],
		['No usage', 'used'],
		['anchor', { ...WRITTEN, pace: [200, 0, 0, 0, 0, 0] }],
		['anchor', { ...WRITTEN, anchor: [BEGIN, 0.5] }],
		['missed', { ...WRITTEN, missed: [0, 0, -1] }],
		['hourWatched', { ...WRITTEN, hourWatched: [-1, ...FULL.slice(0, 23)] }],
		['used', { ...WRITTEN, used: ['1', 0, 0] }],
		['used', { ...WRITTEN, used: [1e61, 0, 0] }],
		['pace', { ...WRITTEN, pace: [0.5, 0, 0, 0, 0, 0] }],
		['pace', { ...WRITTEN, pace: [0, 0, 0, 0, 97, 5] }],
		['pace', { ...WRITTEN, pace: [0, 0, 0, 0, 4, 0] }],
		['observed', { ...WRITTEN, observed: [1e17, 1, 1e17, 1, 1e17, 0] }],
		['observed', { ...WRITTEN, observed: [BEGIN, 1, 1e17, 1, BEGIN, 0] }],
		['observed', { ...WRITTEN, observed: [LATEST, 1, BEGIN, 1, BEGIN, 0] }],
		['observed', { ...WRITTEN, observed: [BEGIN, 1, LATEST, 1, BEGIN, -1] }],
		['trendMinutes', { ...WRITTEN, trendMinutes: [5, 5, 5, 0, 5] }],
	])('says that %s is: %j', (name, mangled) => {
		expect(() => parseUsage(mangled)).toThrow(new TypeError(name));
	});

	it('and what lies at a bound is not', () => {
		const [first, second] = [BEGIN, BEGIN + 56 * DAY];
		const taken: readonly unknown[] = [
			{ ...WRITTEN, used: [1e60, 0, 0] },
			{ ...WRITTEN, pace: [0, 0, 0, 0, 96, 5] },
			{ ...WRITTEN, observed: [first, 1, second, 1, first, 0] },
			{ ...WRITTEN, anchor: [BEGIN, 5] },
			{ ...WRITTEN, pace: [6 * 24, 0, 0, 0, 0, 0] },
			{ ...WRITTEN, trendMinutes: [0, 5, 5, 5, 5] },
			{ ...WRITTEN, trend: [1], trendMinutes: [8.64e15 / 60_000] },
		];
		for (const each of taken) expect(() => parseUsage(each)).not.toThrow();
	});

	it.each(Object.keys(WRITTEN))('without %s', (name) => {
		expect(() => parseUsage({ ...WRITTEN, [name]: undefined })).toThrow(new TypeError(name));
	});
});

it('is refused or goes on, whatever stands in it', () => {
	const value = fc.oneof(
		fc.constantFrom(0, -1, 1, 1e12, 1e60, -1e60, 1e300, NaN),
		fc.double(),
		fc.integer(),
	);
	const changes = fc.tuple(fc.constantFrom(...Object.keys(WRITTEN)), fc.nat(30), value);
	fc.assert(
		fc.property(changes, ([name, place, changed]) => {
			const list = [...(WRITTEN[name] ?? [])];
			list[place % list.length] = changed;
			let history;
			try {
				history = parseUsage({ ...WRITTEN, [name]: list });
			} catch (thrown) {
				expect(thrown).toBeInstanceOf(TypeError);
				return;
			}
			const next = addObservation(history, { at: LATEST + HOUR, available: 100 });
			expect(JSON.stringify(serializeUsage(next))).not.toContain('null');
		}),
		{ seed: 5, numRuns: 2000 },
	);
});
