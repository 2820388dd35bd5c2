// Runs all suites that go over the vendors, for one vendor alone: npm run test:vendor -- sectigo
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const PROFILES = 'test/vendors';

/** What goes over every vendor; the rest shows what they share, with one of them as an example. */
const SHARED_SUITES = [
	'test/vendors/\\w+\\.test',
	'test/exchanges/',
	'test/faults/(bodies|connections|echoes|fields)',
	'test/fuzz/',
	'test/n8n/(addresses|credentialTests|watchEveryVendor)',
	'test/package/(boundaries|descriptions|displayTexts|icons|installedRun|registration)',
];

const names = readdirSync(PROFILES).filter((name) =>
	existsSync(path.join(PROFILES, name, 'profile.ts')),
);
const [vendor, ...others] = process.argv.slice(2);

if (vendor === undefined || !names.includes(vendor)) {
	const said = vendor === undefined ? 'Name a vendor' : `There is no vendor "${vendor}"`;
	console.error(`${said}: npm run test:vendor -- <vendor>, with one of ${names.join(', ')}`);
	process.exit(1);
}

const { status } = spawnSync(
	'node_modules/.bin/jest',
	[
		'--config',
		'.config/jest.config.js',
		// The longest suite waits more than it works: the others run meanwhile.
		'--maxWorkers=100%',
		...others,
		'--testPathPatterns',
		`test/vendors/${vendor}/`,
		...SHARED_SUITES,
	],
	{ stdio: 'inherit', env: { ...process.env, TEST_VENDOR: vendor } },
);
process.exit(status ?? 1);
