import {
	encodeUtf16,
	listBase64,
	listEncodings,
	listHashes,
	mangle,
} from '../../../nodes/shared/secrets/encodings';

const bytes = Buffer.from('hunter22');

describe('listBase64', () => {
	it.each(['', 'u', 'us', 'use', 'user'])('has one that stands in any text behind %j', (before) => {
		for (const after of ['', '!', '??', '\u00ff\u00ff\u00ff']) {
			const encoded = Buffer.from(before + bytes.toString() + after).toString('base64');
			expect(listBase64(bytes).filter((form) => encoded.includes(form))).toHaveLength(1);
		}
	});

	it('has each form once', () => {
		expect(listBase64(bytes)).toEqual(['aHVudGVyMj', 'h1bnRlcjIy', 'odW50ZXIyM']);
	});

	it('has both alphabets', () => {
		expect(listBase64(Buffer.from([0xfb, 0xff, 0xfe]))).toEqual(
			expect.arrayContaining(['+//+', '-__-']),
		);
	});
});

it.each([
	['hex', '68756e7465723232'],
	['base64', 'aHVudGVyMj'],
	['base64 of base64', 'YUhWdWRHVnlNa'],
	['base64 of hex', 'Njg3NTZlNzQ2NTcyMzIzM'],
	['base64 of hex in capitals', 'Njg3NTZFNzQ2NTcyMzIzM'],
	['hex of base64', '61485675644756794d6a'],
])('lists %s', (_, encoding) => {
	expect(listEncodings(bytes)).toContain(encoding);
});

it.each([
	['md5', '5f4dcc3b5aa765d61d8327deb882cf99'],
	['sha1', '5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8'],
	['sha256', '5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8'],
])('lists the published %s of a password, in hex and in base64', (_, digest) => {
	const hashes = listHashes(Buffer.from('password'));
	expect(hashes).toHaveLength(12);
	expect(hashes).toContain(digest);
	expect(hashes).toContain(Buffer.from(digest, 'hex').toString('base64'));
});

it('writes UTF-16 in both orders', () => {
	expect(encodeUtf16('a£').map((encoded) => encoded.toString('hex'))).toEqual([
		'6100a300',
		'006100a3',
	]);
});

it.each([
	['ab', ['ab', 'ab', 'ab']],
	['p£', ['p£', 'pÂ£', 'pÂ£']],
])('takes the UTF-8 of %s for another character set', (text, mangled) => {
	expect(mangle(text)).toEqual(mangled);
});

it('takes UTF-8 for Latin-1, whatever characters that has', () => {
	expect(mangle('p€')).toEqual(expect.arrayContaining(['p€', 'p\u00e2\u0082\u00ac']));
});
