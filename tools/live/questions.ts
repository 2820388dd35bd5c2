import {
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type INodeProperties,
	type INodeTypeDescription,
	type INodeParameters,
} from 'n8n-workflow';
import type { Prompter } from './prompter';

/** What was filled in, by the names of the fields. */
export type Answers = Record<string, string | boolean>;

/** Writes one line of what is said besides the questions. */
export type Say = (line: string) => void;

/** Asks, and says what is to be known about the questions. */
export interface Asking {
	readonly prompter: Prompter;
	readonly say: Say;
}

/** Whom the fields belong to: n8n shows some of a node for one version only. */
export type Owner = INodeTypeDescription | null;

const YES = /^y(?:es)?$/i;
const NO = /^no?$/i;

/**
 * Asks for the fields one by one, in their order, but for those that were answered already and those
 * that n8n's editor would not show with the answers so far.
 */
export async function askFields(
	asking: Asking,
	fields: readonly INodeProperties[],
	given: Readonly<Answers> = {},
	owner: Owner = null,
): Promise<Answers> {
	const answers: Answers = { ...presetsOf(fields), ...given };
	for (const field of fields) {
		if (Object.hasOwn(given, field.name) || !isShown(field, answers, owner)) continue;
		answers[field.name] = await askField(asking, field);
	}
	return answers;
}

/** Whether a question that is no field is answered with yes; without an answer it is not. */
export async function askYesOrNo({ prompter, say }: Asking, question: string): Promise<boolean> {
	for (;;) {
		const answer = (await prompter.ask(`${question} (y/N) `)).trim();
		if (YES.test(answer)) return true;
		if (answer === '' || NO.test(answer)) return false;
		say('Answer y or n.');
	}
}

/** The value of a list's entry that is named by its number, its name or its value, or null. */
export function findChoice(field: INodeProperties, answer: string): string | null {
	const choices = listChoices(field);
	const wanted = answer.trim().toLowerCase();
	const found =
		choices.find(({ value }) => value.toLowerCase() === wanted) ??
		choices.find(({ name }) => name.toLowerCase() === wanted);
	return found?.value ?? null;
}

/** The entries of a list. */
export function listChoices({
	options = [],
}: INodeProperties): ReadonlyArray<{ readonly name: string; readonly value: string }> {
	return options.flatMap((option) =>
		'value' in option ? [{ name: option.name, value: String(option.value) }] : [],
	);
}

function presetsOf(fields: readonly INodeProperties[]): Answers {
	return Object.fromEntries(
		fields.flatMap(({ name, type, default: preset }) => {
			if (type === 'notice') return [];
			return [[name, typeof preset === 'boolean' ? preset : String(preset ?? '')]];
		}),
	);
}

function isShown(field: INodeProperties, answers: Readonly<Answers>, owner: Owner): boolean {
	const values: INodeParameters & ICredentialDataDecryptedObject = { ...answers };
	const node = owner === null ? null : { typeVersion: 1 };
	return field.type !== 'notice' && NodeHelpers.displayParameter(values, field, node, owner);
}

async function askField(asking: Asking, field: INodeProperties): Promise<string | boolean> {
	introduce(asking, field);
	if (field.type === 'boolean') return await askSwitch(asking, field);
	if (field.type === 'options') return await askChoice(asking, field);
	return await askText(asking, field);
}

/** What the editor says about a field, above its question. */
function introduce({ say }: Asking, field: INodeProperties): void {
	const { description, placeholder, hint } = field;
	say('');
	for (const text of [description, hint, placeholder]) {
		if (text !== undefined && text !== '') say(`  ${text}`);
	}
}

async function askText(
	{ prompter, say }: Asking,
	{ displayName, typeOptions, required = false, default: preset }: INodeProperties,
): Promise<string> {
	const isMasked = typeOptions?.password === true;
	const usual = String(preset ?? '');
	const besides = [isMasked ? '(not shown)' : '', usual === '' ? '' : `[${usual}]`];
	const question = [displayName, ...besides].filter((word) => word !== '').join(' ');
	for (;;) {
		const answer = await prompter.ask(`${question}: `, { isMasked });
		const filledIn = answer === '' ? usual : answer;
		if (filledIn !== '' || !required) return filledIn;
		say(`  ${displayName} is needed.`);
	}
}

async function askSwitch(
	{ prompter, say }: Asking,
	{ displayName, default: preset }: INodeProperties,
): Promise<boolean> {
	const usual = preset === true;
	for (;;) {
		const answer = (await prompter.ask(`${displayName} (${usual ? 'Y/n' : 'y/N'}): `)).trim();
		if (answer === '') return usual;
		if (YES.test(answer)) return true;
		if (NO.test(answer)) return false;
		say('  Answer y or n.');
	}
}

async function askChoice({ prompter, say }: Asking, field: INodeProperties): Promise<string> {
	const choices = listChoices(field);
	const usual = String(field.default ?? '');
	for (const [index, { name, value }] of choices.entries()) {
		say(`  ${index + 1}. ${name}${value === usual ? ' (default)' : ''}`);
	}
	for (;;) {
		const answer = await prompter.ask(`${field.displayName} [${usual}]: `);
		const chosen = answer.trim() === '' ? usual : chooseFrom(field, answer);
		if (chosen !== null) return chosen;
		say(`  Answer with a number from 1 to ${choices.length}, or with a name of the list.`);
	}
}

/** By its number first, as the list shows it. */
function chooseFrom(field: INodeProperties, answer: string): string | null {
	const position = /^\d+$/.test(answer.trim()) ? Number(answer) - 1 : -1;
	return listChoices(field)[position]?.value ?? findChoice(field, answer);
}
