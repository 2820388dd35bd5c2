import type { Sample } from '../../../nodes/shared/forecast/history';
import { drawSparkline } from '../../../nodes/shared/forecast/sparkline';

/** Samples of these amounts, one a moment. */
function inTurn(...amounts: readonly number[]): readonly Sample[] {
	return amounts.map((available, at) => ({ at, available }));
}

it.each<[string, readonly Sample[], string]>([
	['a fall', inTurn(70, 60, 50, 40, 30, 20, 10, 0), '█▇▆▅▄▃▂▁'],
	['a rise', inTurn(0, 10), '▁█'],
	['no change', inTurn(5, 5, 5), '▅▅▅'],
	['amounts below zero', inTurn(-5, -10, 5), '▃▁█'],
	[
		'a gap, in which nothing is known to change',
		[...inTurn(10, 9), { at: 10, available: 0 }, { at: 11, available: 0 }],
		'███▁',
	],
])('%s', (_, history, picture) => {
	expect(drawSparkline(history)).toBe(picture);
});

it('has sixteen columns at most, of equal time, and shows a top-up where it was', () => {
	const amounts = Array.from({ length: 60 }, (_, at) => (at < 30 ? 60 - at : 120 - at));
	expect(drawSparkline(inTurn(...amounts))).toBe('▄▄▃▃▂▂▂▁██▇▇▆▆▅▅');
});

it.each<[string, readonly Sample[]]>([
	['nothing', []],
	['one sample', inTurn(5)],
	['samples of one moment', [...inTurn(5), ...inTurn(9)]],
])('%s is no picture', (_, history) => {
	expect(drawSparkline(history)).toBeNull();
});
