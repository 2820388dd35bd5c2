/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a program for people; the ban protects n8n's runtime */
import path from 'node:path';
import { ESTIMATORS, OURS } from './estimators';
import { isReached, type Mark } from './marks';
import { CADENCES, FALSE_FROM, LIMIT, type Cadence, type Score } from './measure';
import type { Picture } from './pictures';

/** The names of the columns. */
const NAMES = ESTIMATORS.map(({ name }) => name);

const INTRODUCTION = [
	'# How well the days left are told',
	'Made by `npm run runway`; edit `tools/runway`, not this page. The accounts are simulated, with fixed seeds: the same figures every time. The estimate was tuned on other seeds than those whose figures stand here.',
	'## How the estimate works',
	'Falls are usage, and they are summed up: by the day, for four weeks, and by the hour of the day. A rise is a top-up: what was used beneath it cannot be seen, so its time is left out. A rise that is as small as the usual changes is a swaying reading, and is taken off again. A reading that leaps away and comes back was a slip, and is undone. A day begins at the time of day of the first check, or while the account is at rest; so weekdays and hours mean the same wherever the account is, and the change to summer time moves them by an hour, once.',
	'The days of four weeks make the mean, and those of the last one count alone once usage has changed by more than chance. Weekdays count as far as they differ by more than chance. One or two days far beyond all others are one-offs, and left out. Four hours in a row far beyond the busiest four before are a surge: then only its own hours are believed. What is available is then used up hour by hour and day by day, as the rhythm has it. The range comes of how much days differ, how many there were, and how young the account is: it is measured below, and is meant to hold the truth four times in five. Nothing is estimated before a first full day, and nothing is told while twice the limit is inside of the range.',
	'## How it is measured',
	`The truth is when the simulated account is really empty, with nobody paying in: chance that is still to come is in it, and therefore even the true rate, without chance, errs. That is the **floor**, which no estimate beats. What is bought once, and comes never again, is not in the truth. The **mean, told the top-ups** knows what was really used since the first check. The **median slope** is what this package did before (Theil-Sen over at most 60 samples of 14 days, top-ups by a rise beyond eight usual changes); for its cost it is tried on a part of the accounts, except where a mark is about it.`,
	`Every estimator goes through the package's own alerting, with a limit of ${LIMIT} days: two checks in a row below it alert, two above it recover. An alert is false where ${FALSE_FROM * LIMIT} days or more were really left. Errors are measured from the first estimate on; of weekdays only from the third week on; and of the kinds in which the median slope is the mark, from the fifth day on, when it speaks too. An error without a figure has no truth to be held against: nothing is used up.`,
];

/** The page of figures. */
export function createDocument(
	scores: readonly Score[],
	marks: readonly Mark[],
	pictures: readonly Picture[],
): string {
	return [
		...INTRODUCTION,
		'## Pictures',
		...pictures.map(({ file, title }) => `![${title}](runway/${path.basename(file)})`),
		...CADENCES.flatMap((cadence) => describeCadence(cadence, scores)),
		'## Marks',
		'What the estimate must reach; `npm run runway` ends with a failure where one is missed.',
		createTable(
			['Mark', 'Kind', 'Checks', 'Reached', 'Mark at', 'Floor', ''],
			marks.map((mark) => describeMark(mark)),
		),
	].join('\n\n');
}

function describeCadence({ name, accounts, compared, days }: Cadence, scores: readonly Score[]) {
	const own = scores.filter((score) => score.cadence === name);
	const kinds = [...new Set(own.map(({ kind }) => kind))];
	const rows = (cellOf: (score: Score) => string) => {
		return kinds.map((kind) => {
			const cells = NAMES.map((estimator) => {
				const found = own.find((score) => score.kind === kind && score.estimator === estimator);
				return found === undefined ? '' : cellOf(found);
			});
			return [kind, ...cells];
		});
	};
	const ours = own.filter(({ estimator }) => estimator === OURS);
	const surge = ours.find(({ kind }) => kind === 'surge');
	return [
		`## Checks ${name}`,
		`${accounts} accounts a kind, for ${days} days at most; the simpler estimators on the first ${compared} of them.`,
		'Median error of the days left:',
		createTable(
			['Kind', ...NAMES],
			rows(({ medianError }) => percent(medianError)),
		),
		'Share of the checks without an estimate, and false alerts for an account-month:',
		createTable(
			['Kind', ...NAMES],
			rows(({ unknown, falseAlerts }) => `${percent(unknown)}, ${falseAlerts.toFixed(2)}`),
		),
		`Days that were really left when it was told that less than ${LIMIT} are: the median, and between which of them nine in ten lie:`,
		createTable(
			['Kind', ...NAMES],
			rows(({ told }) => describeTold(told)),
		),
		'How often the truth lies inside of the range, from the third week on:',
		createTable(
			['Kind', 'inside'],
			ours
				.filter(({ inside }) => !Number.isNaN(inside))
				.map(({ kind, inside }) => [kind, percent(inside)]),
		),
		surge === undefined ? '' : describeSurges(surge),
	].filter((paragraph) => paragraph !== '');
}

function describeTold(told: readonly number[]): string {
	if (told.length === 0) return '';
	const at = (share: number) => (told[Math.floor(share * (told.length - 1))] ?? NaN).toFixed(1);
	return `${at(0.5)} (${at(0.05)} to ${at(0.95)})`;
}

/** The moments of the surge itself, which begins at any time. */
function describeSurges({ surges, accounts }: Score): string {
	const hours = surges.map((each) => each.hours).sort((first, second) => first - second);
	const middle = hours[Math.floor(hours.length / 2)] ?? NaN;
	const last = hours.at(-1) ?? NaN;
	return `The surge was told in ${surges.length} of ${accounts} accounts: half of them within ${middle.toFixed(1)} hours, all within ${last.toFixed(1)}.`;
}

function describeMark(mark: Mark): readonly string[] {
	const { name, kind, cadence, value, least, most, floor } = mark;
	const isShare = name.includes('error') || name.includes('inside') || name.includes('falsely');
	const show = (figure: number) => (isShare ? percent(figure) : figure.toFixed(2));
	const bound = least > 0 ? `${show(least)} to ${show(most)}` : show(most);
	const word = isReached(mark) ? 'met' : '**MISSED**';
	return [name, kind, cadence, show(value), bound, Number.isNaN(floor) ? '' : show(floor), word];
}

function percent(share: number): string {
	if (Number.isNaN(share)) return '';
	if (share >= 10) return 'beyond 1,000 %';
	return `${(share * 100).toFixed(1)} %`;
}

function createTable(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [
		line(heads),
		line(heads.map((_, index) => (index < 1 ? '---' : '--:'))),
		...rows.map(line),
	].join('\n');
}
