import { FAULT_GROUPS } from './catalogue/faults';
import { cellsOf, SUITES, type SuiteName } from './suites';
import { projectFiles } from '../package/projectFiles';
import { VARIANTS } from './variants';

// The cast: keys of a constant are typed as texts.
const NAMES = Object.keys(SUITES) as SuiteName[];

it('meets every group of faults in one suite', () => {
	expect(Object.values(SUITES).flat().sort()).toEqual(Object.keys(FAULT_GROUPS).sort());
});

it('runs every suite', () => {
	const files = NAMES.map((name) => `test/faults/${name}.test.ts`);
	expect(projectFiles()).toEqual(expect.arrayContaining(files));
});

it('searches some thousands of cells for secrets', () => {
	const cells = NAMES.reduce((sum, name) => sum + cellsOf(name, VARIANTS), 0);
	expect(cells).toBeGreaterThan(500 * VARIANTS.length);
});
