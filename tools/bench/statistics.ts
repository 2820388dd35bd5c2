/** The middle one; of an even number, the mean of the two in the middle. Throws where there is none. */
export function median(values: readonly number[]): number {
	const inOrder = [...values].sort((first, second) => first - second);
	const middle = inOrder.slice(
		Math.floor((inOrder.length - 1) / 2),
		Math.floor(inOrder.length / 2) + 1,
	);
	if (middle.length === 0) throw new Error('Nothing was measured');
	return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
