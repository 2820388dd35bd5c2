import { toPlainWords } from '../../../nodes/shared/message/plainWords';

it('white space is one space, and none at the end', () => {
	expect(toPlainWords(' a \t  b\u00a0 \n', 80)).toBe('a b');
});

it('what is cut off has no space before its mark', () => {
	expect(toPlainWords('ab cd', 4)).toBe('ab…');
	expect(toPlainWords('ab cd', 5)).toBe('ab cd');
});

it('of a text sixteen times as long as is shown, nothing is looked at behind that', () => {
	const unseen = (count: number) => '\u200b'.repeat(count);
	expect(toPlainWords(`${unseen(159)}x`, 10)).toBe('x');
	expect(toPlainWords(`${unseen(160)}x`, 10)).toBe('');
});
