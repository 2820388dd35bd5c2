import { projectFiles, readText } from './projectFiles';

const WORKFLOWS = projectFiles().filter((file) => file.startsWith('.github/workflows/'));

test('GitHub checks and publishes', () => {
	expect(WORKFLOWS).toEqual(['.github/workflows/ci.yml', '.github/workflows/publish.yml']);
});

describe.each(WORKFLOWS)('%s', (file) => {
	const text = readText(file);

	test('pins every action by its commit, with the version beside it', () => {
		const actions = [...text.matchAll(/uses: (.*)$/gm)].map(([, action]) => action);
		expect(actions).not.toEqual([]);
		for (const action of actions) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v[\d.]+$/);
	});

	test('runs scripts that package.json has', () => {
		const { scripts } = JSON.parse(readText('package.json')) as { scripts: object };
		const names = [...text.matchAll(/npm (?:run )?([\w:]+)$/gm)].map(([, name = '']) => name);
		expect(names).not.toEqual([]);
		for (const name of names) expect([...Object.keys(scripts), 'ci']).toContain(name);
	});

	test('has no more rights than it needs, and leaves none behind', () => {
		expect(text).toMatch(/^permissions:/m);
		expect(text).not.toMatch(/secrets\.|write-all/);
		const checkouts = text.match(/actions\/checkout@/g) ?? [];
		expect(text.match(/persist-credentials: false/g)).toHaveLength(checkouts.length);
	});
});
