/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- a program for people; the bans protect n8n's runtime */
import { restoreProxies } from './proxies';

import { parseArgs } from 'node:util';
import manifest from '../../package.json';
import { ALL_VENDORS } from '../../test/vendors/registry';
import { installedVersion } from '../documents/installedVersion';
import { checkLive, planLive, type LiveCheck } from './check';
import { anonymize, writeFixture } from './fixture';
import { createPrompter, InputEnded } from './prompter';
import {
	askFields,
	askYesOrNo,
	findChoice,
	listChoices,
	type Answers,
	type Asking,
} from './questions';
import { showCheck } from './report';
import { createSubject, pickFilledIn, type FilledIn, type Subject } from './subject';

/** As shells report it of a program that was ended by Ctrl-C. */
const INTERRUPTED = 130;

/** Something about the command line that a person can put right. */
class WrongCall extends Error {}

/** Checks a live account with what is typed in, shows what came, and writes it down on request. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			vendor: { type: 'string', multiple: true },
			set: { type: 'string', multiple: true },
		},
	});
	const [name = ''] = values.vendor ?? [];
	if (name === '') {
		console.log(describeUse());
		process.exitCode = 1;
		return;
	}
	const subject = createSubject(findVendor(name));
	const given = readGiven(subject, values.set ?? []);
	const prompter = createPrompter(process.stdin, process.stdout, () => {
		console.log('\nStopped. Nothing was kept.');
		process.exit(INTERRUPTED);
	});
	try {
		const asking = { prompter, say: (line: string) => console.log(line) };
		const check = await ask(asking, subject, given);
		showCheck(check);
		await offerFixture(asking, check);
		console.log(`\n${describeReport(check)}`);
		if ('error' in check.item) process.exitCode = 1;
	} finally {
		prompter.close();
	}
}

function describeUse(): string {
	const vendors = ALL_VENDORS.map(({ id, createNode }) => {
		const { parameters, options } = createSubject(findVendor(id));
		const own = [...parameters, ...options].map((field) => {
			const choices = listChoices(field).map(({ value }) => value);
			return choices.length === 0 ? field.name : `${field.name} (${choices.join(', ')})`;
		});
		return `  ${id.padEnd(18)}${createNode().description.displayName}${own.length === 0 ? '' : `; --set ${own.join(', ')}`}`;
	});
	return [
		"Checks a live account with the vendor's node: npm run live -- <vendor>",
		'',
		...vendors,
		'',
		"It asks for the credential's fields, keeps none of them, and sends one request to the address of",
		"the credential. The node's own fields may be given: npm run live -- <vendor> --set name=value",
	].join('\n');
}

function findVendor(name: string): (typeof ALL_VENDORS)[number] {
	const wanted = simplify(name);
	const found = ALL_VENDORS.find(({ id, adapter }) =>
		[id, adapter.name].some((known) => simplify(known) === wanted),
	);
	if (found !== undefined) return found;
	const ids = ALL_VENDORS.map(({ id }) => id).join(', ');
	throw new WrongCall(`There is no vendor "${name}". Name one of ${ids}.`);
}

function simplify(name: string): string {
	return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** The node's own fields that stand in the command line. */
function readGiven(
	{ parameters, options, credentialFields }: Subject,
	settings: readonly string[],
): Answers {
	const own = [...parameters, ...options];
	return Object.fromEntries(
		settings.map((setting) => {
			const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(setting) ?? [];
			const field = own.find((candidate) => candidate.name === name);
			if (field === undefined) {
				if (credentialFields.some((candidate) => candidate.name === name)) {
					throw new WrongCall(
						`${name} is a field of the credential: it is asked for, since shells remember command lines.`,
					);
				}
				const names = own.map((candidate) => candidate.name).join(', ');
				throw new WrongCall(`--set takes name=value, with one of ${names}.`);
			}
			const chosen = field.type === 'options' ? findChoice(field, value) : value;
			if (chosen !== null) return [name, chosen];
			const choices = listChoices(field).map((choice) => choice.value);
			throw new WrongCall(`${name} must be one of ${choices.join(', ')}.`);
		}),
	);
}

async function ask(asking: Asking, subject: Subject, given: Readonly<Answers>): Promise<LiveCheck> {
	const { vendor, node, credentialFields, parameters, options, presets } = subject;
	console.log(`${vendor.adapter.name}: nothing that you type is stored.`);
	const credential = await askFields(asking, credentialFields);
	const answers = await askFields(asking, parameters, { ...presets, ...given }, node.description);
	const filledIn: FilledIn = {
		credential,
		parameters: pickFilledIn(parameters, answers),
		options: pickFilledIn(options, answers),
	};
	const { request } = planLive(subject, filledIn);
	if (request !== null) console.log(`\nAsking ${new URL(request.urls[0]).origin} …`);
	restoreProxies();
	return await checkLive(subject, filledIn);
}

async function offerFixture(asking: Asking, check: LiveCheck): Promise<void> {
	if (check.text === null || check.exchange === null) return;
	if (!(await isWanted(asking, '\nWrite this exchange as a fixture?'))) return;
	const { item, exchange, subject } = check;
	const withAmounts =
		'error' in item || !(await isWanted(asking, 'Replace the amounts in it, too?'));
	const day = new Date(exchange.sentAt).toISOString().slice(0, 10);
	const anonymous = await anonymize(check, day, { withAmounts });
	if ('refusal' in anonymous) {
		console.log(`Nothing was written: ${anonymous.refusal}.`);
		return;
	}
	const file = await writeFixture(subject.vendor.id, day, anonymous.exchange);
	console.log(
		`Wrote ${file}. Look at it before you share it: the account and all that you entered have`,
	);
	console.log('given way to placeholders, but the vendor may have written more about you.');
}

/** Where nobody answers, it is not. */
async function isWanted(asking: Asking, question: string): Promise<boolean> {
	return await askYesOrNo(asking, question).catch(async (thrown: unknown) =>
		thrown instanceof InputEnded ? false : await Promise.reject(thrown),
	);
}

/** What a reader reports; see docs/vendors.md. */
function describeReport({ subject, item, exchange }: LiveCheck): string {
	const { name } = subject.vendor.adapter;
	const day = new Date(exchange?.sentAt ?? Date.now()).toISOString().slice(0, 10);
	const outcome = 'error' in item ? item.details.kind : 'a balance';
	const versions = `${manifest.name} ${manifest.version}, n8n-core ${installedVersion('.', 'n8n-core')}, Node.js ${process.version}`;
	return `To report: ${name}, ${day}, ${outcome}; ${versions}. docs/vendors.md says how ("Last verified").`;
}

/** What was thrown by somebody else may quote a request: of that only the class is told. */
function describeThrown(thrown: unknown): string {
	if (thrown instanceof WrongCall) return thrown.message;
	if (thrown instanceof InputEnded)
		return '\nThe input has ended before all was answered. Nothing was sent.';
	const name = thrown instanceof Error ? thrown.name : typeof thrown;
	return `\nThe program itself went wrong (${name}). Please report it, without any secret.`;
}

main().then(
	() => process.exit(),
	(thrown: unknown) => {
		console.error(describeThrown(thrown));
		process.exit(1);
	},
);
