/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a program for people; the ban protects n8n's runtime */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parseWebAddress } from '../../nodes/shared/input/webAddress';
import type { BalanceItem, FailedItem } from '../../nodes/shared/item';
import type { WireRequest } from '../../nodes/shared/request/wire';
import type { Exchange, ExpectedRequest } from '../../test/exchanges/exchanges';
import { ADDRESS, play } from '../../test/exchanges/play';
import { PROFILES_FOLDER } from '../../test/vendors/folders';
import type { LiveCheck } from './check';
import type { Answers } from './questions';
import { disguise, disguiseAmounts, replaceAll, showsAny, type Replacement } from './replacing';
import { toQuery } from './subject';

/** An exchange as it may be shared, or why there is none. */
export type Anonymous =
	| { readonly exchange: Exchange }
	/** Completes "Nothing was written: …". */
	| { readonly refusal: string };

/** A host of the reader's own, as RFC 2606 reserves it for examples. */
const EXAMPLE_HOST = 'vendor.example';

/** Where a description quotes the vendor. */
const SAYS = / says: "(.*)"\. /s;

/**
 * Makes a fixture of a live exchange: account, credential and what is made of them give way to
 * placeholders, and the request is made anew of these. What the suites' own player makes of it has to
 * be what the live check came to.
 */
export async function anonymize(
	check: LiveCheck,
	day: string,
	{ withAmounts }: { readonly withAmounts: boolean },
): Promise<Anonymous> {
	const { exchange, text, item, subject } = check;
	const reply = exchange?.reply ?? null;
	if (exchange === null || reply === null || text === null || !reply.isWhole) {
		return { refusal: 'there is no whole reply that can be read' };
	}
	if (!Buffer.from(text).equals(reply.bytes)) return { refusal: 'the reply is not plain UTF-8' };
	const replacements = listReplacements(check);
	const amounts = withAmounts ? [] : listAmounts(item);
	const body = replaceAll(disguiseAmounts(text, amounts), replacements);
	if (body === null) return { refusal: 'a secret is too short to be found in the reply' };
	const { contentType, retryAfter, status } = reply;
	const given: Exchange = {
		name: `live on ${day}: ${'error' in item ? item.details.kind : 'a balance'}`,
		source: `live: an account of ${subject.vendor.adapter.name}, ${day}`,
		credential: disguiseCredential(check, replacements),
		...disguiseParameters(check, replacements),
		now: findSendingTime(check),
		request: null,
		reply: {
			status,
			headers: omitAbsent({ 'content-type': contentType, 'retry-after': retryAfter }),
			body,
		},
	};
	const { sent, result } = await play(subject.vendor, given);
	const [request] = sent;
	if (request === undefined || !isSameOutcome(result, item, withAmounts)) {
		return { refusal: 'with its placeholders the reply no longer says the same' };
	}
	const whole = { ...given, request: toExpectedRequest(request), ...toOutcome(result) };
	return showsAny(JSON.stringify(whole), replacements)
		? { refusal: 'something that you entered would still show in it' }
		: { exchange: whole };
}

/** Writes it beside the other fixtures, and over none of them. Returns where. */
export async function writeFixture(
	vendorId: string,
	day: string,
	exchange: Exchange,
): Promise<string> {
	const folder = path.posix.join(PROFILES_FOLDER, vendorId, 'fixtures');
	let file = path.posix.join(folder, `live-${day}.json`);
	let { name } = exchange;
	for (let number = 2; existsSync(file); number++) {
		file = path.posix.join(folder, `live-${day}-${number}.json`);
		name = `${exchange.name} (${number})`;
	}
	const config = await resolveConfig(file, { config: '.config/prettier.config.js' });
	const json = JSON.stringify([{ ...exchange, name }], null, '\t');
	writeFileSync(file, await format(json, { ...config, parser: 'json' }), { flag: 'wx' });
	return file;
}

/** What is replaced, the credential's fields first: an account that is one of them is it there, too. */
function listReplacements(check: LiveCheck): readonly Replacement[] {
	const { subject, filledIn, item, confidential } = check;
	const { credentialFields } = subject.vendor.adapter;
	const replacements: Replacement[] = [];
	const add = (value: string, by: string, isSecret: boolean) => {
		const isKnown = replacements.some((known) => known.value === value);
		if (value !== '' && !isKnown) replacements.push({ value, by, isSecret });
	};
	for (const { name, type, default: preset } of subject.credentialFields) {
		const value = filledIn.credential[name];
		if (type !== 'string' || typeof value !== 'string' || value === preset) continue;
		const isSecret = credentialFields[name]?.isSecret === true;
		const address = isSecret ? null : parseWebAddress(value);
		if (address === null) add(value, inventValue(name, value), isSecret);
		else add(address.hostname, EXAMPLE_HOST, false);
	}
	for (const value of confidential) add(value, 'a-signature', true);
	const account = 'error' in item ? item.details.account : item.account;
	if (account !== null) add(account, disguise(account), false);
	return replacements;
}

/** A number stays one, since some fields take nothing else. */
function inventValue(name: string, value: string): string {
	return /^\d+$/.test(value) ? disguise(value) : `a-${name}`;
}

/** The player adds the address by itself. */
function disguiseCredential(
	{ subject, filledIn }: LiveCheck,
	replacements: readonly Replacement[],
): Readonly<Answers> {
	const ofAddress = Object.keys(subject.vendor.profile.addressFields(ADDRESS));
	const entries = Object.entries(filledIn.credential).filter(
		([name, value]) => !ofAddress.includes(name) && parseWebAddress(String(value)) === null,
	);
	return disguiseValues(Object.fromEntries(entries), replacements);
}

function disguiseParameters(
	check: LiveCheck,
	replacements: readonly Replacement[],
): Pick<Exchange, 'parameters' | 'options'> {
	const { parameters } = check.filledIn;
	const options = { ...check.filledIn.options, ...pinGenerated(check) };
	return {
		...(isEmpty(parameters) ? {} : { parameters: disguiseValues(parameters, replacements) }),
		...(isEmpty(options) ? {} : { options: disguiseValues(options, replacements) }),
	};
}

function disguiseValues(
	values: Readonly<Answers>,
	replacements: readonly Replacement[],
): Readonly<Answers> {
	const disguised = Object.entries(values).map(([name, value]): [string, string | boolean] => {
		const known = replacements.find((replacement) => replacement.value === value);
		return [name, known?.by ?? value];
	});
	return Object.fromEntries(disguised);
}

function isEmpty(values: object): boolean {
	return Object.keys(values).length === 0;
}

/**
 * What the node made up for the request, as the option by which it can be chosen: found by trying the
 * value that was sent in each of the vendor's own options that were left empty.
 */
function pinGenerated({ subject, filledIn, request, exchange }: LiveCheck): Answers {
	const { adapter } = subject.vendor;
	const pinned: Answers = {};
	for (const [name, value] of request?.query ?? []) {
		const sent = findSent(exchange?.url, name);
		if (typeof value === 'string' || value.generated !== 'wholeNumber' || sent === null) continue;
		for (const option of subject.options) {
			if (Object.hasOwn(filledIn.options, option.name)) continue;
			const query = { ...toQuery(filledIn), [option.name]: sent };
			const asked = tryTo(() => adapter.request(query, filledIn.credential).query);
			const isChosen = asked?.some(([key, chosen]) => key === name && chosen === sent) === true;
			if (isChosen) pinned[option.name] = sent;
		}
	}
	return pinned;
}

/** Vendors that are told the time are told that of the fixture. */
function findSendingTime({ request, exchange }: LiveCheck): string {
	for (const [name, value] of request?.query ?? []) {
		if (typeof value === 'string' || value.generated !== 'utcDateTime') continue;
		const sent = Date.parse(`${findSent(exchange?.url, name) ?? ''}Z`);
		if (!Number.isNaN(sent)) return new Date(sent).toISOString();
	}
	return new Date(exchange?.sentAt ?? 0).toISOString();
}

function findSent(url: string | undefined, name: string): string | null {
	return url === undefined ? null : new URL(url).searchParams.get(name);
}

/** What the vendor's adapter refuses is no value for it. */
function tryTo<Value>(act: () => Value): Value | undefined {
	try {
		return act();
	} catch {
		return undefined;
	}
}

function listAmounts(item: BalanceItem | FailedItem): readonly number[] {
	if ('error' in item) return [];
	const { balance, balanceText, creditLimit = 0 } = item;
	// Some replies count hundredths of what the item shows.
	return [balance, Number(balanceText), creditLimit, Math.round(balance * 100)];
}

function isSameOutcome(
	played: BalanceItem | FailedItem,
	live: BalanceItem | FailedItem,
	withAmounts: boolean,
): boolean {
	if ('error' in played || 'error' in live) {
		if (!('error' in played && 'error' in live)) return false;
		const { kind, code } = played.details;
		return kind === live.details.kind && code === live.details.code;
	}
	const isSameAmount =
		played.balanceText === live.balanceText && played.available === live.available;
	return (
		Object.keys(played).join() === Object.keys(live).join() &&
		countWarnings(played) <= countWarnings(live) &&
		played.unit === live.unit &&
		played.currency === live.currency &&
		(isSameAmount || !withAmounts)
	);
}

/** The player's address is an inner one, so that some warnings of a live check are not played. */
function countWarnings({ details }: BalanceItem): number {
	return details.warnings?.length ?? 0;
}

function toExpectedRequest({ method, url, headers, body }: WireRequest): ExpectedRequest {
	const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
	return {
		method,
		target: url.replace(ADDRESS, ''),
		headers: Object.fromEntries(lowerCase.filter(([name]) => name !== 'accept-encoding')) as Record<
			string,
			string
		>,
		...(body === null ? {} : { body }),
	};
}

function toOutcome(result: BalanceItem | FailedItem): Pick<Exchange, 'item' | 'refusal'> {
	if ('error' in result) {
		const { kind, code, retryable, description } = result.details;
		const words = SAYS.exec(description)?.[1];
		return { refusal: { kind, code, retryable, ...(words === undefined ? {} : { words }) } };
	}
	// JSON leaves out what is undefined: the time of a check is no part of what is expected.
	return { item: { ...result, checkedAt: undefined } };
}

function omitAbsent(values: Readonly<Record<string, string | null>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
	);
}
