import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { eventsOf, startWatchedServer, type Answer, type WatchedServer } from './watchedServer';

/** What the vendor answers hour after hour, and what a person is told, by the hour. */
interface Curve {
	readonly name: string;
	readonly parameters: object;
	/** One where nothing else is said. */
	readonly hoursApart?: number;
	readonly answers: readonly Answer[];
	/** The input rows, which change places at every check; by default there is one. */
	readonly rows?: readonly IDataObject[];
	readonly told: Readonly<Record<number, readonly string[]>>;
}

const DOWN = 'down';
const REFUSED = { refusal: 'incorrectHash' } as const;
const ALERT_OPTIONS = { remindEvery: 3 };

/** Falls by so much from check to check. */
const falling = (from: number, by: number, checks: number) =>
	Array.from({ length: checks }, (_, hour) => (from - by * hour).toFixed(2));

const CURVES: readonly Curve[] = [
	{
		name: 'falls past both limits, is topped up, and falls again',
		parameters: { threshold: '100', criticalThreshold: '40', alertOptions: ALERT_OPTIONS },
		answers: ['150.00', '99.99', '60.00', '39.99', '30.00', '500.00', '90.00', '104.99', '105.00'],
		told: {
			1: ['low/threshold'],
			3: ['critical/threshold'],
			5: ['recovered/threshold'],
			6: ['low/threshold'],
			8: ['recovered/threshold'],
		},
	},
	{
		name: 'stays low for long',
		parameters: { threshold: '100', alertOptions: ALERT_OPTIONS },
		answers: ['90.00', '90.00', '90.00', '90.00', '90.00', '90.00', '90.00', '200.00'],
		told: {
			0: ['low/threshold'],
			3: ['reminder/threshold'],
			6: ['reminder/threshold'],
			7: ['recovered/threshold'],
		},
	},
	{
		name: 'sways about its threshold, with three checks before an alert',
		parameters: { threshold: '100', alertOptions: { ...ALERT_OPTIONS, checksBeforeAlert: 3 } },
		answers: ['99.00', '99.00', '101.00', '99.00', '99.00', '99.00', '104.00', '110.00'],
		told: { 5: ['low/threshold'], 7: ['recovered/threshold'] },
	},
	{
		name: 'cannot be reached for a while, and has fallen meanwhile',
		parameters: { threshold: '100', alertOptions: { ...ALERT_OPTIONS, remindEvery: 0 } },
		answers: ['150.00', DOWN, DOWN, DOWN, DOWN, '90.00', DOWN, '90.00'],
		told: { 3: ['checkFailing'], 5: ['checkWorking', 'low/threshold'] },
	},
	{
		name: 'refuses its credential',
		parameters: { threshold: '100', alertOptions: { ...ALERT_OPTIONS, remindEvery: 0 } },
		answers: ['90.00', REFUSED, REFUSED, '80.00'],
		told: { 0: ['low/threshold'], 1: ['checkFailing'], 3: ['checkWorking'] },
	},
	{
		name: 'will be empty soon, and is topped up',
		parameters: {
			threshold: '',
			daysLeftThreshold: '4',
			alertOptions: { ...ALERT_OPTIONS, remindEvery: 0 },
		},
		// 24 a day. Of a young account nobody can know: 76 last 3.2 days, or twice the limit; 64 do not.
		hoursApart: 12,
		answers: [...falling(160, 12, 10), '500.00', '488.00'],
		told: { 9: ['low/daysLeft'], 11: ['recovered/daysLeft'] },
	},
	{
		name: 'rises where it is to stay low',
		parameters: { alertWhen: 'above', threshold: '-100', alertOptions: ALERT_OPTIONS },
		answers: ['-200.00', '-99.00', '-104.00', '-105.00'],
		told: { 1: ['low/threshold'], 3: ['recovered/threshold'] },
	},
	{
		name: 'is watched by two rows that change places at every check',
		parameters: { threshold: '={{ $json.limit }}', alertOptions: ALERT_OPTIONS },
		rows: [{ limit: 100 }, { limit: '40' }],
		answers: ['150.00', '90.00', '90.00', '30.00', '30.00', '30.00', '50.00', '104.99', '105.00'],
		told: {
			1: ['low/threshold'],
			3: ['low/threshold'],
			4: ['reminder/threshold'],
			6: ['recovered/threshold'],
			7: ['reminder/threshold'],
			8: ['recovered/threshold'],
		},
	},
	{
		name: 'is watched by two rows and cannot be reached for a while',
		parameters: {
			threshold: '={{ $json.limit }}',
			alertOptions: { ...ALERT_OPTIONS, remindEvery: 0 },
		},
		rows: [{ limit: 100 }, { limit: '40' }],
		answers: ['90.00', DOWN, DOWN, DOWN, '30.00', '200.00'],
		told: {
			0: ['low/threshold'],
			3: ['checkFailing', 'checkFailing'],
			4: ['checkWorking', 'checkWorking', 'low/threshold'],
			5: ['recovered/threshold', 'recovered/threshold'],
		},
	},
];

let watched: WatchedServer;

beforeEach(async () => {
	watched = await startWatchedServer();
});

afterEach(async () => {
	await watched.close();
	jest.restoreAllMocks();
});

/** Runs a curve; before the check of this hour n8n dies in the middle of the same one. */
async function toldBy(
	node: 'own' | 'mixed',
	{ parameters, answers, rows, hoursApart = 1 }: Curve,
	crashAt: number | null,
) {
	const told: Record<number, readonly string[]> = {};
	let lost: readonly INodeExecutionData[] = [];
	for (const [hour, answer] of answers.entries()) {
		watched.hour = hour * hoursApart;
		watched.answer(answer);
		const setup = { node, parameters, ...chooseRows(rows, hour) };
		if (hour === crashAt) {
			const saved = watched.staticData;
			lost = await watched.run(setup);
			watched.staticData = saved;
		}
		const events = eventsOf(await watched.run(setup));
		if (events.length > 0) told[hour] = events;
	}
	return { told, lost: eventsOf(lost) };
}

function chooseRows(rows: readonly IDataObject[] | undefined, hour: number) {
	if (rows === undefined) return {};
	return { input: hour % 2 === 0 ? rows : [...rows].reverse() };
}

const CURVES_AND_NODES = CURVES.flatMap((curve) => [
	[curve.name, 'own', curve] as const,
	[curve.name, 'mixed', curve] as const,
]);

describe.each(CURVES_AND_NODES)('an account that %s, by the node: %s', (_, node, curve) => {
	it('is told the same by an n8n that is restarted after every check', async () => {
		expect((await toldBy(node, curve, null)).told).toEqual(curve.told);
	});

	it.each([...curve.answers.keys()])(
		'is told nothing less where n8n dies in check %i, and what that had told once more',
		async (hour) => {
			const { told, lost } = await toldBy(node, curve, hour);
			expect(told).toEqual(curve.told);
			expect(lost).toEqual(curve.told[hour] ?? []);
		},
	);
});
