import {
	ONE_BY_EXPRESSION,
	ONE_PLAINLY,
	THOUSAND_DIFFERENT,
	type Scenario,
} from '../ways/scenario';
import type { WayName } from '../ways/ways';
import { costsPerAccount } from './marks';
import { summaryOf, type Results } from './results';

interface Series {
	readonly way: WayName;
	readonly label: string;
	/** A class of the style below. */
	readonly colour: string;
}

const SERIES: readonly Series[] = [
	{ way: 'node', label: 'Kolmisoft M4 node', colour: 'own' },
	{ way: 'chain', label: 'HTTP Request → XML → Edit Fields', colour: 'chain' },
	{ way: 'loop', label: 'the same in Loop Over Items', colour: 'loop' },
	{ way: 'helper', label: "n8n's HTTP helper alone", colour: 'floor' },
	{ way: 'fetch', label: "Node's fetch", colour: 'floor' },
];

/** Labels of curves that end close to each other stand apart, in pixels. */
const LABEL_SHIFTS: Readonly<Record<string, number>> = { loop: -8, chain: 14 };

const STYLE = `
	text { font: 13px system-ui, sans-serif; fill: #1f2328; }
	.title { font-size: 15px; font-weight: 600; }
	.quiet { fill: #59636e; }
	.grid { stroke: #d1d9e0; }
	.background { fill: #ffffff; }
	.own { fill: #0a7d5a; stroke: #0a7d5a; }
	.chain { fill: #b4540a; stroke: #b4540a; }
	.loop { fill: #6f4bc4; stroke: #6f4bc4; }
	.floor { fill: #8c959f; stroke: #8c959f; }
	.line { fill: none; stroke-width: 2.5; }
	@media (prefers-color-scheme: dark) {
		text { fill: #f0f6fc; }
		.quiet { fill: #9198a1; }
		.grid { stroke: #3d444d; }
		.background { fill: #0d1117; }
		.own { fill: #3fd49c; stroke: #3fd49c; }
		.chain { fill: #f0883e; stroke: #f0883e; }
		.loop { fill: #a98eff; stroke: #a98eff; }
		.line { fill: none; }
	}`;

const WIDTH = 860;
const LEFT = 266;
const RIGHT = WIDTH - 90;
const BAR = 16;
const ROW = 21;

const BARS: readonly Scenario[] = [THOUSAND_DIFFERENT, ONE_BY_EXPRESSION, ONE_PLAINLY];

/** Wall times as bars, and what an account costs as lines: an SVG for a light and a dark page. */
export function chartOf(results: Results): string {
	const groups = BARS.map((scenario) => {
		return {
			title: scenario.name,
			walls: SERIES.map(({ way }) => summaryOf(results, way, scenario).wall),
		};
	});
	const longest = Math.max(...groups.flatMap(({ walls }) => walls));
	const groupHeight = 34 + SERIES.length * ROW + 14;
	const bars = groups.map(({ title, walls }, index) => {
		return barGroup(title, walls, longest, 44 + index * groupHeight);
	});
	const linesTop = 44 + groups.length * groupHeight + 20;
	const height = linesTop + 250;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Wall time and processor time of several ways to read many balances">`,
		`<style>${STYLE}\n</style>`,
		`<rect class="background" width="${WIDTH}" height="${height}"/>`,
		text(20, 28, 'Wall time in milliseconds: shorter is better', 'title'),
		...bars.flat(),
		...lines(results, linesTop),
		'</svg>',
		'',
	].join('\n');
}

function barGroup(title: string, walls: readonly number[], longest: number, top: number) {
	const rows = SERIES.flatMap(({ label, colour }, index) => {
		const y = top + 34 + index * ROW;
		const width = Math.max(1, ((walls[index] ?? 0) / longest) * (RIGHT - LEFT));
		return [
			text(LEFT - 10, y + 12, label, 'quiet', 'end'),
			`<rect class="${colour}" x="${LEFT}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2"/>`,
			text(LEFT + width + 8, y + 13, Math.round(walls[index] ?? 0).toLocaleString('en')),
		];
	});
	return [text(20, top + 22, title), ...rows];
}

/** From 100 to 5,000 accounts on a logarithmic scale. */
function lines(results: Results, top: number): readonly string[] {
	const series = SERIES.flatMap(({ way, label, colour }) =>
		way === 'helper' || way === 'fetch'
			? []
			: [{ label, colour, costs: costsPerAccount(results, way) }],
	);
	const dearest = Math.max(...series.flatMap(({ costs }) => costs.map(({ cpu }) => cpu)));
	const most = Math.ceil(dearest);
	const bottom = top + 210;
	const x = (accounts: number) => 60 + (Math.log10(accounts / 100) / Math.log10(50)) * 460;
	const y = (cost: number) => bottom - (cost / most) * 160;
	const grid = Array.from({ length: most + 1 }, (_, cost) => [
		`<line class="grid" x1="60" y1="${y(cost)}" x2="520" y2="${y(cost)}"/>`,
		text(50, y(cost) + 4, String(cost), 'quiet', 'end'),
	]);
	const ticks = [100, 1000, 5000].map((accounts) =>
		text(x(accounts), bottom + 22, accounts.toLocaleString('en'), 'quiet', 'middle'),
	);
	const curves = series.flatMap(({ label, colour, costs }) => {
		const points = costs.map(
			({ accounts, cpu }) => `${x(accounts).toFixed(1)},${y(cpu).toFixed(1)}`,
		);
		const dots = points.map((point) => {
			const [cx, cy] = point.split(',');
			return `<circle class="${colour}" cx="${cx}" cy="${cy}" r="4"/>`;
		});
		const last = costs.at(-1)?.cpu ?? 0;
		const shift = LABEL_SHIFTS[colour] ?? 4;
		return [
			`<polyline class="line ${colour}" points="${points.join(' ')}"/>`,
			...dots,
			text(534, y(last) + shift, label),
		];
	});
	return [
		text(
			20,
			top + 14,
			'Processor time per account in milliseconds, by number of accounts',
			'title',
		),
		...grid.flat(),
		...ticks,
		...curves,
	];
}

function text(x: number, y: number, words: string, style = '', anchor = 'start'): string {
	const escaped = words.replace(/&/g, '&amp;').replace(/</g, '&lt;');
	const classes = style === '' ? '' : ` class="${style}"`;
	return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}"${classes} text-anchor="${anchor}">${escaped}</text>`;
}
