/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the bans protect n8n's runtime */
import { parseArgs } from 'node:util';
import { requireValue } from '../arguments';
import { writeDocument } from '../documents/writeDocument';
import { scores, type Score } from './estimates';

/** The others' median error, of which this package's may have at most this share. */
const MARKS: Readonly<Record<string, number>> = {
	'the last two checks': 1 / 3,
	'least squares over seven days': 1,
};

/** Measures the estimate of the days left on simulated accounts, and writes the figures down. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { document: { type: 'string' } } });
	const documentFile = requireValue('document', values.document);
	const all = scores();
	const own = errorOf(all, 'this package');
	for (const [estimator, share] of Object.entries(MARKS)) {
		const ratio = own / errorOf(all, estimator);
		const isMet = ratio < share;
		console.log(
			`${isMet ? 'met   ' : 'MISSED'} median error to that of ${estimator}: ${ratio.toFixed(2)}`,
		);
		if (!isMet) process.exitCode = 1;
	}
	await writeDocument(documentFile, documentOf(all));
}

function errorOf(all: readonly Score[], estimator: string): number {
	const score = all.find((each) => each.estimator === estimator && each.kind === 'all');
	return score?.medianError ?? NaN;
}

function documentOf(all: readonly Score[]): string {
	const estimators = [...new Set(all.map(({ estimator }) => estimator))];
	const kinds = [...new Set(all.map(({ kind }) => kind))];
	const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
	const rows = kinds.map((kind) => {
		const cells = estimators.map((estimator) => {
			const score = all.find((each) => each.kind === kind && each.estimator === estimator);
			return `${percent(score?.medianError ?? NaN)} of ${percent(score?.coverage ?? NaN)}`;
		});
		return `| ${[kind === 'all' ? '**all**' : kind, ...cells].join(' | ')} |`;
	});
	return [
		'# How well the days left are told',
		'Made by `npm run runway`; edit `tools/runway`, not this page. The accounts are simulated, with fixed seeds: the same figures every time.',
		'Each of 40 accounts a kind is checked every hour for four weeks. After every check, three estimates say how many days are left; the truth is what is left, divided by what the account uses a day on average. Each cell has the median error, and the share of the checks for which there was an estimate at all.',
		[
			`| Account | ${estimators.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join(' | ')} |`,
			`| --- |${estimators.map(() => ' --: |').join('')}`,
			...rows,
		].join('\n'),
		'The estimate of this package sees at most 60 samples of the last 14 days; the least squares see every hour of seven days. It is the median of the slopes between pairs of samples (Theil-Sen), top-ups taken out: `nodes/shared/forecast/runway.ts`.',
	].join('\n\n');
}

main().catch((thrown: unknown) => {
	console.error(thrown);
	process.exitCode = 1;
});
