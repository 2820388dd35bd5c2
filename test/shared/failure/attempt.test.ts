import { attempt, toFailure } from '../../../nodes/shared/failure/attempt';
import { CheckError } from '../../../nodes/shared/failure/error';
import { createFailure } from '../../../nodes/shared/failure/failure';

const notFound = createFailure({ kind: 'notFound', vendorWords: 'Nobody' });

/** What is no failure of a check, and all that may be told of it. */
const FAULTS: ReadonlyArray<readonly [string, unknown, string | null]> = [
	['a TypeError', new TypeError('hunter22'), 'TypeError'],
	['a RangeError', new RangeError('hunter22'), 'RangeError'],
	[
		'an error with a description',
		Object.assign(new Error('x'), { description: 'hunter22' }),
		'Error',
	],
	['an error with a name of its own', Object.assign(new Error('x'), { name: 'hunter22' }), null],
	['a text', 'hunter22', null],
	['null', null, null],
	['a look-alike', { failure: { kind: 'refused', advice: 'hunter22' } }, null],
];

function throwNotFound(): never {
	throw new CheckError(notFound);
}

/** Throws anything. */
function throwFault(fault: unknown): void {
	AbortSignal.abort(fault).throwIfAborted();
}

describe('attempt', () => {
	it.each([[5], [null], [undefined], ['text'], [{ ok: false }]])('returns %j', (value) => {
		const result = attempt(() => value);
		expect(result).toStrictEqual({ ok: true, value });
		expect(result.ok && result.value).toBe(value);
	});

	it('returns the failure that is thrown', () => {
		const result = attempt(throwNotFound);
		expect(result).toStrictEqual({ ok: false, failure: notFound });
		expect(!result.ok && result.failure).toBe(notFound);
	});

	it.each(FAULTS)(
		'takes %s for a fault of our own, and tells its class alone',
		(_, fault, code) => {
			const result = attempt(() => throwFault(fault));
			expect(result).toEqual({ ok: false, failure: createFailure({ kind: 'internal', code }) });
			expect(JSON.stringify(result)).not.toContain('hunter22');
		},
	);
});

describe('toFailure', () => {
	it('is the failure of a CheckError', () => {
		expect(toFailure(new CheckError(notFound))).toBe(notFound);
	});

	it.each(FAULTS)('tells of %s its class alone', (_, fault, code) => {
		expect(toFailure(fault)).toEqual(createFailure({ kind: 'internal', code }));
	});
});
