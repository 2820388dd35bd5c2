import { openMixedList, itemsOf, type MixedList } from './mixedList';

let list: MixedList;

beforeAll(async () => {
	list = await openMixedList();
});

afterAll(async () => {
	await list.close();
});

it('holds up its own rows alone: ninety others are answered while ten of it hang', async () => {
	const dead = list.vendors.get('kolmisoftM4')?.standIn;
	const alive = list.vendors.get('igSend')?.standIn;
	if (dead === undefined || alive === undefined) throw new Error('No stand-in');
	let release = () => {};
	const until = new Promise<void>((resolve) => {
		release = resolve;
	});
	dead.misbehave({ kind: 'hold', until });
	// Answers, and lets the dead one answer after the last of them: it waits for that, and nothing else.
	let answered = 0;
	alive.misbehave({
		kind: 'transform',
		transform: (answer) => {
			answered += 1;
			if (answered === 90) release();
			return answer;
		},
	});
	const rows = Array.from({ length: 100 }, (_, index) =>
		index < 10
			? { vendor: 'kolmisoftM4', account: `nobody ${index}` }
			: { vendor: 'igSend', account: 200_000 + index },
	);
	const result = await list.check(rows, {
		parameters: { options: { retries: 0, timeout: 60_000 } },
	});
	expect(answered).toBe(90);
	const kinds = itemsOf(result).map(({ json }) => (json['details'] as { kind: string }).kind);
	expect(kinds).toEqual(Array.from({ length: 100 }, () => 'notFound'));
	expect(dead.mostAtOnce).toBe(10);
}, 30_000);
