/** What is drawn of one check. */
export interface ChartPoint {
	readonly day: number;
	/** In days' usage. */
	readonly balance: number;
	readonly truth: number;
	/** Null where there is no estimate. */
	readonly range: Range | null;
	readonly isTold: boolean;
}

interface Range {
	readonly daysLeft: number;
	readonly daysLeftMin: number;
	readonly daysLeftMax: number;
}

/** Where something is drawn, in pixels, and the values at its edges. */
interface Panel {
	readonly top: number;
	readonly bottom: number;
	readonly most: number;
	readonly lastDay: number;
}

const WIDTH = 760;
const HEIGHT = 420;
const LEFT = 52;
const RIGHT = 744;
const BALANCE = { top: 76, bottom: 186 };
const DAYS = { top: 214, bottom: 376 };

/** Of estimates that are far off, so many times the truth is shown. */
const MOST_SHOWN = 2.5;

/** A line has no more points than can be seen. */
const MAX_POINTS = 260;

/** Colours that are told apart on white and on black, by the colour-blind too (Okabe and Ito). */
const STYLE = [
	'text{font:12px sans-serif;fill:#444}',
	'.title{font-size:15px;font-weight:bold;fill:#222}',
	'.grid{stroke:#8884;stroke-width:1}',
	'path{fill:none;stroke-width:1.8;stroke-linejoin:round}',
	'.balance{stroke:#777}.truth{stroke:#009e73}.estimate{stroke:#0072b2}',
	'.range{fill:#56b4e9;fill-opacity:.3;stroke:none}',
	'.limit{stroke:#d55e00;stroke-dasharray:6 4}',
	'.told{fill:#d55e00}',
	'@media (prefers-color-scheme:dark){text{fill:#bbb}.title{fill:#eee}.balance{stroke:#aaa}',
	'.estimate{stroke:#56b4e9}.range{fill-opacity:.25}}',
].join('');

/** Balance above, days left below, over the same days: an SVG text. */
export function drawChart(title: string, limit: number, points: readonly ChartPoint[]): string {
	const lastDay = Math.ceil(points.at(-1)?.day ?? 1);
	const seen = points.filter((_, index) => index % Math.ceil(points.length / MAX_POINTS) === 0);
	const balance = { ...BALANCE, lastDay, most: roundUp(seen.map((point) => point.balance)) };
	const truest = Math.max(...seen.map(({ truth }) => truth).filter(Number.isFinite));
	const shown = seen.map(({ range }) => Math.min(range?.daysLeft ?? 0, MOST_SHOWN * truest));
	const days = { ...DAYS, lastDay, most: roundUp([truest, ...shown]) };
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">`,
		`<title>${title}</title><style>${STYLE}</style>`,
		`<text class="title" x="${LEFT}" y="20">${title}</text>`,
		drawLegend(),
		drawAxes(balance, "balance (days' usage)"),
		drawAxes(days, 'days left'),
		`<text x="${RIGHT}" y="${DAYS.bottom + 34}" text-anchor="end">days since the first check</text>`,
		drawPath('balance', balance, seen, (point) => point.balance),
		drawBand(days, seen),
		drawPath('truth', days, seen, ({ truth }) => truth),
		drawPath('estimate', days, seen, ({ range }) => range?.daysLeft ?? NaN),
		`<path class="limit" d="M${LEFT} ${placeY(days, limit)}H${RIGHT}"/>`,
		...points
			.filter(({ isTold }) => isTold)
			.map((point, index) => drawTold(days, limit, point, index % 2 > 0)),
		'</svg>\n',
	].join('\n');
}

function drawLegend(): string {
	const entries = ['balance', 'truth', 'estimate', 'range', 'limit', 'alert told'];
	return entries
		.map((name, index) => {
			const x = LEFT + index * 112;
			const text = `<text x="${x + 30}" y="46">${name}</text>`;
			if (name === 'range') return `<path class="range" d="M${x} 36h24v12h-24z"/>${text}`;
			if (name === 'alert told')
				return `<circle class="told" cx="${x + 14}" cy="42" r="5"/>${text}`;
			return `<path class="${name}" d="M${x} 42h24"/>${text}`;
		})
		.join('\n');
}

function drawAxes(panel: Panel, name: string): string {
	const heights = [0, panel.most / 2, panel.most].map((value) => {
		const y = placeY(panel, value);
		return `<path class="grid" d="M${LEFT} ${y}H${RIGHT}"/><text x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${value}</text>`;
	});
	const step = panel.lastDay > 20 ? 7 : 2;
	const ticks = Array.from({ length: Math.floor(panel.lastDay / step) + 1 }, (_, index) => {
		const x = placeX(panel, index * step);
		const label =
			panel.bottom === DAYS.bottom
				? `<text x="${x}" y="${panel.bottom + 16}" text-anchor="middle">${index * step}</text>`
				: '';
		return `<path class="grid" d="M${x} ${panel.top}V${panel.bottom}"/>${label}`;
	});
	return [...heights, ...ticks, `<text x="${LEFT + 4}" y="${panel.top - 4}">${name}</text>`].join(
		'',
	);
}

function drawPath(
	name: string,
	panel: Panel,
	points: readonly ChartPoint[],
	valueOf: (point: ChartPoint) => number,
): string {
	let isDrawing = false;
	const steps = points.map((point) => {
		const value = valueOf(point);
		const isVisible = Number.isFinite(value);
		const command = isDrawing ? 'L' : 'M';
		isDrawing = isVisible;
		return isVisible ? `${command}${placeX(panel, point.day)} ${placeY(panel, value)}` : '';
	});
	return `<path class="${name}" d="${steps.join('')}"/>`;
}

function drawBand(panel: Panel, points: readonly ChartPoint[]): string {
	const known = points.filter(({ range }) => range !== null);
	const upper = known.map(({ day, range }) => {
		return `${placeX(panel, day)} ${placeY(panel, range?.daysLeftMax ?? 0)}`;
	});
	const lower = known.map(({ day, range }) => {
		return `${placeX(panel, day)} ${placeY(panel, range?.daysLeftMin ?? 0)}`;
	});
	return `<path class="range" d="M${[...upper, ...lower.reverse()].join('L')}Z"/>`;
}

function drawTold(
	panel: Panel,
	limit: number,
	{ day, truth }: ChartPoint,
	isBelow: boolean,
): string {
	const x = placeX(panel, day);
	const words = `${truth.toFixed(1)} days left`;
	const isLate = day > panel.lastDay * 0.8;
	const anchor = isLate ? 'end' : 'start';
	return `<circle class="told" cx="${x}" cy="${placeY(panel, limit)}" r="5"><title>${words}</title></circle><text x="${isLate ? x - 8 : x + 8}" y="${placeY(panel, limit) + (isBelow ? 18 : -8)}" text-anchor="${anchor}">${words}</text>`;
}

function placeX({ lastDay }: Panel, day: number): number {
	return round(LEFT + ((RIGHT - LEFT) * day) / lastDay);
}

/** What is too much ends at the edge. */
function placeY({ top, bottom, most }: Panel, value: number): number {
	const share = Math.min(1, Math.max(0, value / most));
	return round(bottom - (bottom - top) * share);
}

function round(pixels: number): number {
	return Math.round(pixels * 10) / 10;
}

function roundUp(values: readonly number[]): number {
	return Math.max(10, Math.ceil(Math.max(...values) / 10) * 10);
}
