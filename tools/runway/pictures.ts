/* eslint-disable @n8n/community-nodes/no-restricted-imports, no-console -- for programs for people; the bans protect n8n's runtime */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ENOUGH_DAYS, stepDaysLeft } from '../../nodes/shared/alert/daysLeft';
import { createAccount, findTruth, KINDS } from './accounts';
import { drawChart, type ChartPoint } from './chart';
import { ESTIMATORS, OURS } from './estimators';
import { LIMIT } from './measure';
import { MOMENTS_A_DAY, MOMENTS_AN_HOUR } from './usage';

/** One account that teaches something. */
interface Lesson {
	readonly kind: string;
	readonly every: number;
	/** Which of its kind. */
	readonly number: number;
	readonly title: string;
}

export interface Picture {
	readonly file: string;
	readonly title: string;
}

const LESSONS: readonly Lesson[] = [
	{
		kind: 'top-ups of a week',
		every: MOMENTS_A_DAY,
		number: 0,
		title: 'Weekly top-ups, checked daily: the rises are taken out',
	},
	{
		kind: 'weekdays only',
		every: MOMENTS_AN_HOUR,
		number: 1,
		title: 'Weekdays only, checked hourly: known from the third week on',
	},
	{
		kind: 'one-offs',
		every: MOMENTS_AN_HOUR,
		number: 6,
		title: "A purchase of ten days' usage: no alert, and the estimate stays",
	},
	{
		kind: 'surge',
		every: MOMENTS_AN_HOUR,
		number: 0,
		title: 'Ten times the burn from day 10 on: told within hours',
	},
	{
		kind: 'random purchases',
		every: MOMENTS_AN_HOUR,
		number: 3,
		title: 'Random purchases: nobody can know, and the range says so',
	},
	{
		kind: 'lasting doubling',
		every: MOMENTS_AN_HOUR,
		number: 4,
		title: 'Usage doubles for good: followed within days',
	},
];

/** Draws an account of each kind that teaches something, and says where the pictures lie. */
export function writePictures(folder: string, seeds: number): readonly Picture[] {
	mkdirSync(folder, { recursive: true });
	return LESSONS.map((lesson) => {
		const file = path.join(folder, `${lesson.kind.replaceAll(' ', '-')}.svg`);
		writeFileSync(file, drawChart(lesson.title, LIMIT, watch(lesson, seeds)));
		console.log(`Wrote ${file}`);
		return { file, title: lesson.title };
	});
}

function watch({ kind: name, every, number }: Lesson, seeds: number): readonly ChartPoint[] {
	const kind = KINDS.find((each) => each.name === name);
	const ours = ESTIMATORS.find((each) => each.name === OURS);
	if (kind === undefined || ours === undefined) throw new Error(`No ${name}`);
	const account = createAccount(kind, every, seeds + number);
	const estimate = ours.start(account);
	let state = ENOUGH_DAYS;
	const points: ChartPoint[] = [];
	for (let moment = 0; moment < account.said.length; moment += every) {
		const available = account.said[moment] ?? NaN;
		const runway = estimate(moment, available);
		const next = stepDaysLeft(state, runway, LIMIT, 1);
		points.push({
			day: moment / MOMENTS_A_DAY,
			balance: available / account.perDay,
			truth: findTruth(account, moment),
			range: runway,
			isTold: next.areFew && !state.areFew,
		});
		state = next;
	}
	return points;
}
