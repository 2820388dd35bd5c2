import type { FailureKind } from '../../../nodes/shared/failure/kinds';
import type { Answer, Misbehaviour } from '../../standIns/standIn';
import type { Shape, Variant, Writing } from '../variants';

/** How an item or a credential test ends: with the right balance or with a refusal of that kind. */
export type Outcome = FailureKind | 'balance';

/** What a fault can be made of. */
export interface Situation {
	readonly variant: Variant;
	/** The stand-in's right reply to the item that meets the fault. */
	readonly answer: Answer & { readonly body: string };
	readonly writing: Writing;
	/** An address that must never be asked. */
	readonly otherUrl: string;
}

/** Where the credential's address leads to. */
export type Place =
	| { readonly at: 'standIn'; readonly behaviour: (situation: Situation) => Misbehaviour }
	| { readonly at: 'tls'; readonly certificate: CertificateKind }
	| { readonly at: 'closedPort' | 'serverWithoutTls' | 'endlessServer' };

/** What is right or wrong with the certificate of a server. */
export type CertificateKind =
	| 'trusted'
	| 'selfSigned'
	| 'expired'
	| 'notYetValid'
	| 'ofAnotherAddress'
	| 'ofUnknownAuthority';

/** One thing that can go wrong between the node and a vendor. */
export interface Fault {
	readonly name: string;
	readonly place: Place;
	/** More than one where the design leaves it open. */
	readonly expected: readonly Outcome[];
	/** The shapes that end otherwise. */
	readonly except?: Partial<Readonly<Record<Shape, Outcome>>>;
	/** The shapes that can have this fault. */
	readonly shapes?: readonly Shape[];
	/** Whether the fault lasts until the time is over. */
	readonly stalls?: boolean;
}

/** How the fault ends for a variant. */
export function expectedOutcomes({ expected, except }: Fault, { shape }: Variant) {
	const exception = except?.[shape];
	return exception === undefined ? expected : [exception];
}

/** What a fault has besides its name, its outcome and its cause. */
export type Facts = Pick<Fault, 'except' | 'shapes' | 'stalls'>;

/** The stand-in misbehaves. */
export function fault(
	name: string,
	expected: Outcome,
	behaviour: (situation: Situation) => Misbehaviour,
	facts: Facts = {},
): Fault {
	return { name, expected: [expected], place: { at: 'standIn', behaviour }, ...facts };
}

/** Parts of the right reply are replaced. */
export function answering(
	name: string,
	expected: Outcome,
	answer: (situation: Situation) => Partial<Answer>,
	facts: Facts = {},
): Fault {
	const behaviour = (situation: Situation): Misbehaviour => ({
		kind: 'answer',
		answer: answer(situation),
	});
	return fault(name, expected, behaviour, facts);
}

/** The body of the right reply is replaced. */
export function body(
	name: string,
	expected: Outcome,
	write: (situation: Situation) => string | Buffer,
	facts: Facts = {},
): Fault {
	return answering(name, expected, (situation) => ({ body: write(situation) }), facts);
}

/** The right reply comes with another status: its balance must not count. */
export function status(
	code: number,
	expected: Outcome,
	headers: Record<string, string> = {},
): Fault {
	const name = [`HTTP ${code}`, ...Object.keys(headers)].join(' with ');
	return answering(`${name} ${Object.values(headers).join('')}`.trim(), expected, ({ answer }) => ({
		status: code,
		headers: { ...answer.headers, ...headers },
	}));
}

/** The right reply with a header more. */
export function header(name: string, value: string, content: (bytes: Buffer) => Buffer) {
	return ({ answer }: Situation): Partial<Answer> => ({
		headers: { ...answer.headers, [name]: value },
		body: content(Buffer.from(answer.body)),
	});
}

export const UNEXPECTED: Outcome = 'unexpectedReply';

/** Lines and forms do not show their own end, and nothing else shows it here. */
export const WITHOUT_AN_END: Facts = {
	except: { line: UNEXPECTED, lines: UNEXPECTED, form: UNEXPECTED },
};

export const MEBIBYTE = 1024 * 1024;

/** What stands where a proxy or a login page answers instead of the vendor. */
export const HTML =
	'<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>100.50</body></html>';
