/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the bans protect n8n's runtime */
import { parseArgs } from 'node:util';
import { requireValue } from '../arguments';
import { writeDocument } from '../documents/writeDocument';
import { KINDS } from './accounts';
import { createDocument } from './document';
import { isReached, judge, type Mark } from './marks';
import { CADENCES, measure, type Score } from './measure';
import { writePictures } from './pictures';

/** The estimate was tuned on seeds up to eight million; the figures are of others. */
const SEEDS = { tuned: 1_000_000, drawn: 2_000_000, reported: 9_000_000 };

/** Measures the estimate of the days left on simulated accounts, and writes the figures down. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			document: { type: 'string' },
			pictures: { type: 'string' },
			seeds: { type: 'string' },
		},
	});
	const documentFile = requireValue('document', values.document);
	const pictures = requireValue('pictures', values.pictures);
	const seeds = values.seeds === 'tuned' ? SEEDS.tuned : SEEDS.reported;
	const scores = measureAll(seeds);
	const marks = judge(scores);
	for (const mark of marks) report(mark);
	if (!marks.every(isReached)) process.exitCode = 1;
	if (seeds !== SEEDS.reported) return;
	const drawn = writePictures(pictures, SEEDS.drawn);
	await writeDocument(documentFile, createDocument(scores, marks, drawn));
}

function measureAll(seeds: number): readonly Score[] {
	return CADENCES.flatMap((cadence) => {
		console.log(`Checks ${cadence.name}: ${cadence.accounts} accounts a kind`);
		return KINDS.flatMap((kind) => {
			const began = performance.now();
			const scores = measure(kind, cadence, seeds);
			const seconds = ((performance.now() - began) / 1000).toFixed(1);
			console.log(`  ${kind.name}: ${seconds} s`);
			return scores;
		});
	});
}

function report(mark: Mark): void {
	const { name, kind, cadence, value, most, least, floor } = mark;
	const bound = least > 0 ? `${least} to ${most}` : `at most ${most.toFixed(4)}`;
	const beaten = Number.isNaN(floor) ? '' : `, floor ${floor.toFixed(4)}`;
	const words = `${kind}, ${cadence}: ${name} ${value.toFixed(4)} (${bound}${beaten})`;
	console.log(`${isReached(mark) ? 'met   ' : 'MISSED'} ${words}`);
}

main().catch((thrown: unknown) => {
	console.error(thrown);
	process.exitCode = 1;
});
