import { readAmount } from '../../../nodes/shared/reply/amount';
import { orRefusal, type Refusal } from '../../../nodes/shared/failure/failure';

it.each([
	['210.00', '210.00'],
	[' -349282.18\n', '-349282.18'],
	['0', '0'],
])('reads %j as %s', (text, expected) => {
	expect(readAmount(text, 'amount').text).toBe(expected);
});

it.each(['', ' ', '-', 'NaN', '1,000.00', '1e3', '£5', '0x1F', '5 credits'])(
	'refuses %j, and names the field but not the text',
	(text) => {
		const { kind, advice } = refusalOf(() => readAmount(text, 'amount'));
		expect(kind).toBe('unexpectedReply');
		expect(advice).toMatch(/^The reply has no plain decimal in "amount"\. /);
	},
);

/** The refusal in which this ends. */
function refusalOf(read: () => unknown): Refusal {
	const refused = orRefusal(() => {
		read();
		return null;
	});
	if (refused === null) throw new Error('Nothing was refused');
	return refused;
}
