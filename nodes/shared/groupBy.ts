/** The elements by their keys, both in the order of the input. `Map.groupBy` is not in Node.js 20. */
export function groupBy<Element, Key>(
	elements: readonly Element[],
	getKey: (element: Element) => Key,
): ReadonlyMap<Key, readonly [Element, ...Element[]]> {
	const groups = new Map<Key, [Element, ...Element[]]>();
	for (const element of elements) {
		const key = getKey(element);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [element]);
		else group.push(element);
	}
	return groups;
}
