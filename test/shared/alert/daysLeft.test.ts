import { stepDaysLeft, type DaysLeftRange } from '../../../nodes/shared/alert/daysLeft';
import { ENOUGH_DAYS } from '../../../nodes/shared/alert/daysLeft';

const FEW: DaysLeftRange = { daysLeft: 2, daysLeftMax: 3 };
const ENOUGH: DaysLeftRange = { daysLeft: 40, daysLeftMax: 50 };

/** Whether the days are few after each check, by a threshold of 5. */
function judge(ranges: ReadonlyArray<DaysLeftRange | null>, checksBeforeAlert = 1) {
	let state = ENOUGH_DAYS;
	return ranges.map((range) => {
		state = stepDaysLeft(state, range, 5, checksBeforeAlert);
		return state.areFew;
	});
}

it('two checks in a row alert, and two recover', () => {
	expect(judge([FEW, ENOUGH, FEW, FEW, ENOUGH, FEW, ENOUGH, ENOUGH])).toEqual([
		false,
		false,
		false,
		true,
		true,
		true,
		true,
		false,
	]);
});

it('more where more are asked for, and two still recover', () => {
	expect(judge([FEW, FEW, FEW, ENOUGH, ENOUGH], 3)).toEqual([false, false, true, true, false]);
});

it('nothing is told while the range reaches twice the threshold', () => {
	const wide = { daysLeft: 2, daysLeftMax: 10 };
	expect(judge([wide, wide, wide])).toEqual([false, false, false]);
	const narrow = { daysLeft: 2, daysLeftMax: 9.99 };
	expect(judge([narrow, narrow])).toEqual([false, true]);
});

it('what is unknown holds what was', () => {
	expect(judge([FEW, null, FEW, null, ENOUGH, null, ENOUGH])).toEqual([
		false,
		false,
		true,
		true,
		true,
		true,
		false,
	]);
});

it('days are few strictly below, and recover a day above, or a twentieth', () => {
	const at = (daysLeft: number) => ({ daysLeft, daysLeftMax: daysLeft });
	expect(judge([at(5), at(5)])).toEqual([false, false]);
	expect(judge([at(4.99), at(4.99), at(5.99), at(5.99), at(6), at(6)])).toEqual([
		false,
		true,
		true,
		true,
		true,
		false,
	]);
	const few = { areFew: true, contraryChecks: 1 };
	expect(stepDaysLeft(few, at(41.99), 40, 1)).toEqual({ areFew: true, contraryChecks: 0 });
	expect(stepDaysLeft(few, at(42), 40, 1)).toEqual(ENOUGH_DAYS);
});

it('are enough where nobody asks', () => {
	const few = { areFew: true, contraryChecks: 1 };
	expect(stepDaysLeft(few, FEW, null, 1)).toEqual(ENOUGH_DAYS);
});
