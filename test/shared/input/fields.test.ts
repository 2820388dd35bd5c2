import {
	readField,
	readFields,
	readSecrets,
	type Fields,
	type Input,
} from '../../../nodes/shared/input/fields';
import {
	readBoolean,
	readInteger,
	readOneOf,
	readOptionalDecimal,
	readOptionalText,
	readText,
	readUnlessAbsent,
	readWhere,
	type Reader,
} from '../../../nodes/shared/input/readers';
import { catchFailure } from '../failure/catchFailure';

const FIELDS = {
	mode: { label: 'The Mode', read: readOneOf(['user', 'code']) },
	code: { label: 'The Code', read: readWhere({ mode: 'code' }, readText) },
	count: { label: 'The Count', read: readInteger({ min: 0, max: 9 }, 3) },
};

describe('readField', () => {
	it('reads the one field alone', () => {
		expect(readField(FIELDS, 'count', { mode: 'neither', count: '5' })).toBe(5);
		expect(readField(FIELDS, 'count', {})).toBe(3);
	});

	it('names it by its label', () => {
		expect(catchFailure(() => readField(FIELDS, 'mode', { mode: 'neither' }))).toMatchObject({
			kind: 'invalidRequest',
			summary: 'The Mode must be one of user, code',
		});
	});

	it('holds nothing for read before it', () => {
		expect(readField(FIELDS, 'code', { mode: 'code', code: 'x' })).toBeNull();
	});

	it('takes a field that is not there for one that was left empty', () => {
		const fields = { field: { label: 'The Field', read: readUnlessAbsent(readText) } };
		expect(readField(fields, 'field', {})).toBeNull();
		expect(readField(fields, 'field', { field: 'x' })).toBe('x');
	});
});

describe('readFields', () => {
	it.each<[Input, object]>([
		[{}, { mode: 'user', code: null, count: 3 }],
		[
			{ mode: 'user', code: [], count: '7' },
			{ mode: 'user', code: null, count: 7 },
		],
		[
			{ count: 0, code: 'GBP', mode: 'code' },
			{ mode: 'code', code: 'GBP', count: 0 },
		],
	])('reads %j', (input, values) => {
		expect(readFields(FIELDS, input)).toEqual(values);
	});

	it('keeps nothing that is no field', () => {
		const input = { mode: 'user', password: 'hunter22' };
		expect(Object.keys(readFields(FIELDS, input))).toEqual(['mode', 'code', 'count']);
		expect(input).toEqual({ mode: 'user', password: 'hunter22' });
	});

	it.each<[Input, string]>([
		[{ mode: 'neither', count: 'many' }, 'The Mode must be one of user, code'],
		[{ mode: 'code', count: 'many' }, 'The Code is empty'],
		[{ mode: 'user', count: 'many' }, 'The Count must be a whole number from 0 to 9, not "many"'],
	])('refuses %j for its first field that cannot be read', (input, summary) => {
		expect(catchFailure(() => readFields(FIELDS, input))).toMatchObject({
			kind: 'invalidRequest',
			summary,
		});
	});

	it('shows each field the values of those before it, under their labels', () => {
		const seen: unknown[] = [];
		const look: Reader<string> = (value, label, before) => {
			seen.push([value, label, { ...before }]);
			return `read ${String(value)}`;
		};
		const fields = { first: { label: 'A', read: look }, second: { label: 'B', read: look } };
		expect(readFields(fields, { second: 2, first: 1 })).toEqual({
			first: 'read 1',
			second: 'read 2',
		});
		expect(seen).toEqual([
			[1, 'A', {}],
			[2, 'B', { first: 'read 1' }],
		]);
	});
});

describe('readSecrets', () => {
	const fields = {
		name: { label: 'Name', read: readText },
		first: { label: 'First Key', read: readText, isSecret: true },
		shown: { label: 'Shown Key', read: readText, isSecret: false },
		second: { label: 'Second Key', read: readWhere({ name: 'x' }, readText), isSecret: true },
	};

	it.each<[Input, readonly string[]]>([
		[{ name: 'me', first: 'hunter22', shown: 'y', second: 'z', other: 'o' }, ['hunter22', 'z']],
		[{ first: ' as typed ', second: 5 }, [' as typed ', '5']],
		[{ first: null, second: undefined }, ['', '']],
		[{}, ['', '']],
	])('of %j are %j', (input, secrets) => {
		expect(readSecrets(fields, input)).toEqual(secrets);
	});
});

const READERS: ReadonlyArray<readonly [string, Reader<unknown>]> = [
	['readText', readText],
	['readOptionalText', readOptionalText],
	['readOneOf', readOneOf(['a', 'b'])],
	['readBoolean', readBoolean(true)],
	['readInteger', readInteger({ min: 0, max: 999_999 }, null)],
	['readOptionalDecimal', readOptionalDecimal],
];

it.each(READERS)('%s does not take what every object inherits for a field', (_, read) => {
	const inherited = 'toString';
	expect(inherited in {}).toBe(true);
	for (const name of ['field', inherited]) {
		const fields: Fields = { [name]: { label: 'The Field', read } };
		expect(() => readField(fields, name, {})).not.toThrow(TypeError);
	}
});
