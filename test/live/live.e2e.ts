import type { INodeProperties } from 'n8n-workflow';
import type { Exchange } from '../exchanges/exchanges';
import { expectPlayed } from '../exchanges/expectPlayed';
import { leakFinder } from '../faults/leakSearch';
import { VARIANTS, WRITINGS, type Variant } from '../faults/variants';
import { holdClosedPort } from '../server/closedPort';
import type { Answer, ReceivedRequest } from '../standIns/standIn';
import { VENDORS, type RegisteredVendor } from '../vendors/registry';
import { startVendor, type RunningVendor } from '../vendors/runningVendors';
import type { CredentialData } from '../vendors/vendorProfile';
import type { FieldContracts } from '../vendors/fieldContract';
import { bundleLive, runLive, runLiveInTerminal, type Session, type Typing } from './liveProgram';

const [FIRST] = VENDORS;

beforeAll(async () => {
	await bundleLive();
}, 60_000);

/** Whether a field is asked for, by what saved credentials rely on. */
function isAskedFor(contracts: FieldContracts, name: string, values: object): boolean {
	const shownFor = Object.entries(contracts[name]?.shownFor ?? {});
	return shownFor.every(([other, wanted]) => {
		const value: unknown = Reflect.get(values, other) ?? contracts[other]?.default;
		return Array.isArray(wanted) && wanted.includes(value);
	});
}

/** A question, and what is typed as its answer. */
interface Answered {
	readonly field: Pick<INodeProperties, 'displayName' | 'type' | 'typeOptions' | 'default'>;
	readonly answer: string;
}

/** The fields of a credential, in their order, and the node's own that are asked for. */
function answersFor(vendor: RegisteredVendor, credential: CredentialData): readonly Answered[] {
	const { credentialFields, parameters } = vendor.profile.contract;
	const asked = vendor
		.createCredential()
		.properties.filter(
			({ name, type }) => type !== 'notice' && isAskedFor(credentialFields, name, credential),
		);
	const own = vendor
		.createNode()
		.description.properties.filter(
			({ name }) => Object.hasOwn(parameters, name) && isAskedFor(parameters, name, {}),
		);
	return [
		...asked.map((field) => ({ field, answer: toAnswer(credential[field.name]) })),
		...own.map((field) => ({ field, answer: '' })),
	];
}

function toAnswer(value: string | boolean | undefined): string {
	if (typeof value === 'boolean') return value ? 'y' : 'n';
	return value ?? '';
}

/** The secrets of a credential, and what authentication makes of them. */
function secretsOf(
	{ profile }: RegisteredVendor,
	{ secretFields, faulty }: Variant,
	credential: CredentialData,
): readonly string[] {
	const secrets = secretFields.map((name) => String(credential[name]));
	return [...secrets, ...(profile.derivedSecrets?.(credential, [faulty]) ?? [])];
}

/** All that is typed and is no address or switch, which a file to be shared must not show. */
function identitiesOf(
	{ profile }: RegisteredVendor,
	credential: CredentialData,
): readonly string[] {
	const ofAddress = Object.keys(profile.addressFields(''));
	const typed = Object.entries(credential).flatMap(([name, value]) =>
		typeof value === 'string' && value !== '' && !ofAddress.includes(name) ? [value] : [],
	);
	const { account } = profile.firstBalance;
	return account === null ? typed : [...typed, account];
}

/** Of a short one, what is left of it inside of base64 stands in every longer text by chance. */
const SHORT = 6;

function identityFinder(identities: readonly string[]): (text: string) => readonly string[] {
	const findLong = leakFinder(identities.filter(({ length }) => length >= SHORT));
	const findShort = leakFinder(identities.filter(({ length }) => length < SHORT));
	return (text) => [
		...findLong(text),
		...findShort(text).filter((leak) => leak.endsWith('as raw')),
	];
}

/** What a vendor's server does in a case. */
type Behave = (standIn: RunningVendor['standIn'], variant: Variant) => void;

interface Case {
	readonly behave?: Behave;
	readonly isWrong?: true;
	readonly isUnreachable?: true;
	/** To whether to write a fixture, and whether to replace its amounts. */
	readonly lastAnswers: readonly string[];
}

const CASES = {
	'a balance': { lastAnswers: ['y', 'n'] },
	'a wrong credential': { isWrong: true, lastAnswers: ['y'] },
	'an unreachable address': { isUnreachable: true, lastAnswers: [] },
	'a broken body that quotes the request': {
		behave: (standIn) => {
			standIn.misbehave({ kind: 'transform', transform: quoteRequest });
		},
		lastAnswers: ['y'],
	},
	'a member that no document has': {
		behave: (standIn, { shape }) => {
			const transform = (answer: Answer) => {
				const body = WRITINGS[shape].addField(answer.body.toString(), 'loyaltyPoints', 'gold');
				return { ...answer, body };
			};
			standIn.misbehave({ kind: 'transform', transform });
		},
		lastAnswers: ['y', 'y'],
	},
} satisfies Record<string, Case>;

/** A server that shows all it was sent, as debugging pages do, and again in base64. */
function quoteRequest(answer: Answer, { target, headers, body }: ReceivedRequest): Answer {
	const sent = [target, JSON.stringify(headers), body].join('\n');
	const again = Buffer.from(sent).toString('base64');
	return { ...answer, body: `Debug: ${sent}\n${again}` };
}

describe.each(VENDORS.map((vendor) => [vendor.adapter.name, vendor] as const))(
	'%s',
	(_, vendor) => {
		const { id, profile } = vendor;
		const variants = VARIANTS.filter(({ vendorId }) => vendorId === id);
		const usual = variants.find(({ isDefault }) => isDefault);
		if (usual === undefined) throw new Error(`${id} has no usual format`);
		const sessions = new Map<string, Session>();
		let credentials: readonly CredentialData[] = [];

		async function meet(
			variant: Variant,
			settings: readonly string[],
			met: Case,
		): Promise<Session> {
			const closed = await holdClosedPort();
			const running = await startVendor(id);
			met.behave?.(running.standIn, variant);
			const fitting = met.isWrong === true ? running.wrongCredential : running.credential;
			const credential =
				met.isUnreachable === true ? { ...fitting, ...profile.addressFields(closed.url) } : fitting;
			credentials = [...credentials, credential];
			try {
				return await runLive({
					parameters: [`--vendor=${id}`, ...settings.map((setting) => `--set=${setting}`)],
					answers: [
						...answersFor(vendor, credential).map(({ answer }) => answer),
						...met.lastAnswers,
					],
				});
			} finally {
				await running.standIn.close();
				await closed.release();
			}
		}

		beforeAll(async () => {
			const started = Object.entries<Case>(CASES).map(async ([name, met]) => {
				sessions.set(name, await meet(usual, [], met));
			});
			await Promise.all(started);
		}, 120_000);

		function sessionOf(name: keyof typeof CASES): Session {
			const session = sessions.get(name);
			if (session === undefined) throw new Error(`${name} was not met`);
			return session;
		}

		function onlyExchange({ exchanges }: Session): Exchange {
			const [exchange] = exchanges;
			if (exchange === undefined || exchanges.length > 1) throw new Error('One fixture expected');
			return exchange;
		}

		it('shows a balance, and that its reply is as documented', () => {
			const { code, output } = sessionOf('a balance');
			expect(output).toContain(`"balanceText": "${profile.firstBalance.balanceText}"`);
			expect(output).toContain('HTTP status 200');
			expect(output).toContain('Beside the documented shape of a balance:\n\n  the same\n');
			expect(code).toBe(0);
		});

		it("shows a refusal in the vendor's words", () => {
			const { code, output } = sessionOf('a wrong credential');
			expect(output).toContain('kind        authentication');
			expect(output).toContain(profile.refusalWords);
			expect(output).toContain('Beside the documented shape of a refusal:\n\n  the same\n');
			expect(code).toBe(1);
		});

		it('says that nobody answers, and offers no fixture', () => {
			const { code, output, files } = sessionOf('an unreachable address');
			expect(output).toContain('kind        vendorUnavailable');
			expect(output).toContain('No reply arrived.');
			expect(output).not.toContain('as a fixture?');
			expect(files).toEqual([]);
			expect(code).toBe(1);
		});

		it('shows a broken body without what is secret in it', () => {
			const { code, output } = sessionOf('a broken body that quotes the request');
			expect(output).toContain('kind        unexpectedReply');
			expect(output).toContain('Debug: ');
			expect(output).toContain('***');
			expect(code).toBe(1);
		});

		it('tells what is new in a reply', () => {
			const { code, output } = sessionOf('a member that no document has');
			expect(output).toMatch(/\n {2}new: (?:\S*[./])?loyaltyPoints \(a text\)\n/);
			expect(code).toBe(0);
		});

		it('replaces the amounts where it is asked to', () => {
			const session = sessionOf('a member that no document has');
			const { item } = onlyExchange(session);
			expect(item?.['balanceText']).toMatch(/^-?[1.]+$/);
			expect(session.files.join()).not.toContain(profile.firstBalance.balanceText);
		});

		it('keeps them where it is not', () => {
			const { item } = onlyExchange(sessionOf('a balance'));
			expect(item?.['balanceText']).toBe(profile.firstBalance.balanceText);
		});

		const written = Object.keys(CASES).filter((name) => name !== 'an unreachable address');

		it.each(written)("writes a fixture of %s that the suites' own player plays", async (name) => {
			const session = sessions.get(name);
			if (session === undefined) throw new Error(`${name} was not met`);
			expect(session.output).toContain('Look at it before you share it');
			await expectPlayed(vendor, onlyExchange(session));
		});

		it('shows and writes no secret', () => {
			const secrets = credentials.flatMap((credential) => secretsOf(vendor, usual, credential));
			const findLeaks = leakFinder([...new Set(secrets)]);
			const leaks = [...sessions].flatMap(([name, { output, files }]) =>
				[output, ...files].flatMap(findLeaks).map((leak) => `${name}: ${leak}`),
			);
			expect(leaks).toEqual([]);
		});

		it('writes nothing by which the account is known', () => {
			const identities = credentials.flatMap((credential) => identitiesOf(vendor, credential));
			const findLeaks = identityFinder([...new Set(identities)]);
			const texts = [...sessions.values()].flatMap(({ files }) => files);
			expect(texts).toHaveLength(written.length);
			expect(texts.flatMap(findLeaks)).toEqual([]);
		});

		for (const variant of variants.filter(({ isDefault }) => !isDefault)) {
			it(`knows the documented shape of ${variant.name}, too`, async () => {
				const chosen = Object.entries(variant.faulty);
				const settings = chosen.map(([name, value]) => `${name}=${String(value)}`);
				const session = await meet(variant, settings, { lastAnswers: ['y', 'n'] });
				expect(session.output).toContain(
					'Beside the documented shape of a balance:\n\n  the same\n',
				);
				await expectPlayed(vendor, onlyExchange(session));
			});
		}
	},
);

describe('the command line', () => {
	jest.setTimeout(60_000);

	const call = async (...parameters: readonly string[]) =>
		await runLive({ parameters, answers: [] });

	it('without a vendor lists all of them, with what may be set', async () => {
		const { output } = await call('--vendor=');
		for (const { id, adapter, profile } of VENDORS) {
			expect(output).toContain(`  ${id.padEnd(18)}${adapter.name}`);
			for (const name of Object.keys(profile.contract.options)) expect(output).toContain(name);
		}
		expect(output).toContain('npm run live -- <vendor>');
	});

	it('with a vendor that is none says which there are', async () => {
		const { code, output } = await call('--vendor=nobody');
		expect(output).toContain('There is no vendor "nobody". Name one of ');
		expect(code).toBe(1);
	});

	it('takes no field of the credential, since shells remember command lines', async () => {
		const [secret] = Object.entries(FIRST?.profile.contract.credentialFields ?? {}).filter(
			([, { masked }]) => masked,
		);
		const { code, output } = await call(
			`--vendor=${FIRST?.id}`,
			`--set=${secret?.[0]}=typed-in-a-hurry`,
		);
		expect(output).toContain('shells remember command lines');
		expect(output).not.toContain('typed-in-a-hurry');
		expect(code).toBe(1);
	});

	it('says which fields may be set', async () => {
		const { code, output } = await call(`--vendor=${FIRST?.id}`, '--set=nothing=1');
		expect(output).toContain('--set takes name=value, with one of ');
		expect(code).toBe(1);
	});

	it('sends nothing where the input ends too early', async () => {
		const { code, output } = await call(`--vendor=${FIRST?.id}`);
		expect(output).toContain('Nothing was sent.');
		expect(output).not.toContain('Asking ');
		expect(code).toBe(1);
	});
});

describe('in a terminal', () => {
	if (FIRST === undefined) throw new Error('No vendor is tested');
	const vendor = FIRST;
	const { id } = vendor;

	/** Each answer once its question is there; secrets are asked for in other words. */
	function typingFor(credential: CredentialData): Typing {
		return answersFor(vendor, credential).map(({ field, answer }) => {
			const { displayName, typeOptions } = field;
			const isMasked = typeOptions?.password === true;
			return [isMasked ? `${displayName} (not shown): ` : displayName, `${answer}\r`];
		});
	}

	it('shows what is typed, but for secrets', async () => {
		const { standIn, credential } = await startVendor(id);
		const [variant] = VARIANTS.filter(({ vendorId }) => vendorId === id);
		if (variant === undefined) throw new Error(`${id} has no format`);
		const typing: Typing = [...typingFor(credential), ['as a fixture?', 'n\r']];
		const { code, output } = await runLiveInTerminal([`--vendor=${id}`], typing);
		await standIn.close();
		const typed = answersFor(vendor, credential).filter(
			({ field: { type, typeOptions }, answer }) =>
				type === 'string' && typeOptions?.password !== true && answer !== '',
		);
		expect(typed.length).toBeGreaterThan(0);
		for (const { field, answer } of typed) {
			const { displayName, default: preset } = field;
			const usual = preset === '' ? '' : ` [${String(preset)}]`;
			expect(output).toContain(`${displayName}${usual}: ${answer}`);
		}
		expect(output).toContain(vendor.profile.firstBalance.balanceText);
		expect(leakFinder(secretsOf(vendor, variant, credential))(output)).toEqual([]);
		expect(code).toBe(0);
	}, 60_000);

	it('leaves nothing behind at Ctrl-C', async () => {
		const { code, output, files } = await runLiveInTerminal(
			[`--vendor=${id}`],
			[[': ', 'half an answ\u0003']],
		);
		expect(output).toContain('Stopped. Nothing was kept.');
		expect(output).not.toContain('Asking ');
		expect(files).toEqual([]);
		expect(code).toBe(130);
	}, 60_000);
});
