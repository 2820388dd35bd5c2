/* eslint-disable no-console -- a program for people */
import type { BalanceItem, FailedItem } from '../../nodes/shared/item';
import { createScrubber, scrub } from '../../nodes/shared/secrets/scrubber';
import { readSecrets } from '../../nodes/shared/input/fields';
import type { LiveCheck } from './check';
import { findDifferences } from './shape';

/** A text of the vendor's, made fit to be shown. */
type Show = (text: string) => string;

/** Shows all there is to see of a check. */
export function showCheck(check: LiveCheck): void {
	const { item } = check;
	const show = createShow(check);
	if ('error' in item) showRefusal(item);
	else showBalance(item);
	showReply(check, show);
	showDifferences(check, show);
}

/**
 * Takes out the secrets and what was computed of them, and shows what would control the terminal as
 * escapes.
 */
function createShow({ subject, filledIn, confidential }: LiveCheck): Show {
	const secrets = readSecrets(subject.vendor.adapter.credentialFields, filledIn.credential);
	const scrubber = createScrubber([...secrets, ...confidential]);
	return (text) =>
		scrub(text, scrubber).replaceAll(
			/(?![\n\t])[\p{Cc}\p{Cf}]/gu,
			(character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
		);
}

function showBalance(item: BalanceItem): void {
	console.log('\nA balance. The item, as the node puts it out:\n');
	const cells = Object.entries(item).map(([name, value]: [string, unknown]) => [
		name,
		typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
	]);
	console.table(Object.fromEntries(cells));
	console.log(JSON.stringify(item, null, 2));
}

function showRefusal({ error, details }: FailedItem): void {
	const { kind, code, description, retryable } = details;
	console.log(`\nNo balance: ${error}.\n`);
	console.log(`  kind        ${kind}`);
	console.log(`  code        ${code ?? 'none'}`);
	console.log(`  what to do  ${description}`);
	console.log(`  later       asking again ${retryable ? 'may help' : 'does not help by itself'}`);
}

function showReply({ exchange, text }: LiveCheck, show: Show): void {
	const reply = exchange?.reply ?? null;
	if (exchange === null) console.log('\nNothing was sent.');
	if (reply === null) {
		if (exchange !== null) console.log('\nNo reply arrived.');
		return;
	}
	const { status, contentType, bytes, isWhole } = reply;
	const end = isWhole ? '' : ', not read to its end';
	const type = show(contentType ?? 'no content type');
	console.log(
		`\nThe reply: HTTP status ${status}, ${type}, ${bytes.length} bytes${end}. Its text, without secrets:\n`,
	);
	const shown = text === null ? '(not in the character encoding that it claims)' : show(text);
	console.log(shown.replaceAll(/^/gm, '  '));
}

function showDifferences({ item, text, subject, filledIn }: LiveCheck, show: Show): void {
	if (text === null) return;
	const isRefusal = 'error' in item && item.details.kind !== 'unexpectedReply';
	const how = isRefusal ? 'refusal' : 'balance';
	const differences = findDifferences(text, how, subject, filledIn);
	console.log(`\nBeside the documented shape of a ${how}:\n`);
	if (differences === null) console.log('  no document shows one');
	else if (differences.length === 0) console.log('  the same');
	else for (const difference of differences) console.log(`  ${show(difference)}`);
}
