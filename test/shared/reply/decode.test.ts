import { attempt } from '../../../nodes/shared/failure/attempt';
import { decodeReply } from '../../../nodes/shared/reply/decode';

const encodeLatin1 = (text: string) => Buffer.from(text, 'latin1');
const encodeUtf8 = (text: string) => Buffer.from(text, 'utf8');
const toBytes = (...values: readonly number[]) => Uint8Array.from(values);

it.each([
	['nothing at all', toBytes(), null, ''],
	['a byte order mark alone', toBytes(0xef, 0xbb, 0xbf), null, ''],
	['UTF-8 without a word about it', encodeUtf8('5 €é\u{1f511}'), null, '5 €é\u{1f511}'],
	['UTF-8 with a byte order mark', toBytes(0xef, 0xbb, 0xbf, 0x35), null, '5'],
	['UTF-8 by its content type', encodeUtf8('é'), 'text/html; charset=utf-8', 'é'],
	['a content type in capitals', encodeLatin1('é'), 'TEXT/HTML; CHARSET=ISO-8859-1', 'é'],
	['a content type in quotes', encodeUtf8('é'), 'text/html;charset="utf-8"', 'é'],
	['a content type without a charset', encodeUtf8('é'), 'text/html', 'é'],
	['a content type with an empty charset', encodeUtf8('é'), 'text/html; charset=', 'é'],
	['a content type with other parameters', encodeLatin1('é'), 'a/b; x=y; charset=latin1; z=1', 'é'],
	['UTF-16 LE by its byte order mark', toBytes(0xff, 0xfe, 0x35, 0, 0xac, 0x20), null, '5€'],
	['UTF-16 BE by its byte order mark', toBytes(0xfe, 0xff, 0, 0x35, 0x20, 0xac), null, '5€'],
	['UTF-16 LE by its content type', toBytes(0x35, 0), 'a/b; charset=utf-16le', '5'],
	['UTF-16 BE by its content type', toBytes(0, 0x35), 'a/b; charset=utf-16be', '5'],
	[
		'a byte order mark against the content type',
		toBytes(0xff, 0xfe, 0x35, 0),
		'a/b; charset=utf-8',
		'5',
	],
	['windows-1252 by its content type', toBytes(0xa3, 0xe9), 'a/b; charset=windows-1252', '£é'],
	['what Latin-1 has no letters for', toBytes(0x80, 0x8a), 'a/b; charset=windows-1252', '€Š'],
	['a first letter of a byte order mark alone', toBytes(0xef, 0x35), 'a/b; charset=latin1', 'ï5'],
	['a content type without white space', encodeLatin1('é'), 'a/b;charset=latin1', 'é'],
	['a content type with white space', encodeLatin1('é'), 'a/b;  charset = latin1', 'é'],
	['ISO 8859-1 by its content type', toBytes(0xa3, 0xe9), 'a/b; charset=ISO-8859-1', '£é'],
	[
		'windows-1252 by its XML declaration',
		encodeLatin1('<?xml version="1.0" encoding="windows-1252"?><a>\xa3</a>'),
		'text/xml',
		'<?xml version="1.0" encoding="windows-1252"?><a>£</a>',
	],
	[
		'ISO 8859-1 by a declaration with single quotes, capitals and white space',
		encodeLatin1("\r\n<?XML version='1.0' encoding = 'ISO-8859-1' ?><a>\xa3</a>"),
		null,
		"\r\n<?XML version='1.0' encoding = 'ISO-8859-1' ?><a>£</a>",
	],
	[
		'a declaration with a space in front, which one vendor sends',
		encodeLatin1('<? xml version="1.0" encoding="ISO-8859-1" ?><a>\xa3</a>'),
		null,
		'<? xml version="1.0" encoding="ISO-8859-1" ?><a>£</a>',
	],
	[
		'a content type against the XML declaration',
		encodeUtf8('<?xml version="1.0" encoding="ISO-8859-1"?><a>£</a>'),
		'text/xml; charset=utf-8',
		'<?xml version="1.0" encoding="ISO-8859-1"?><a>£</a>',
	],
	[
		'an encoding that is named elsewhere than in the declaration',
		encodeUtf8('<a encoding="windows-1252">£</a>'),
		null,
		'<a encoding="windows-1252">£</a>',
	],
	[
		'a declaration that stands elsewhere than in front',
		encodeUtf8('x<?xml version="1.0" encoding="windows-1252"?>£'),
		null,
		'x<?xml version="1.0" encoding="windows-1252"?>£',
	],
	[
		'a declaration that names none',
		encodeUtf8('<?xml version="1.0"?><a encoding="windows-1252">£</a>'),
		null,
		'<?xml version="1.0"?><a encoding="windows-1252">£</a>',
	],
])('decodes %s', (_, reply, contentType, text) => {
	expect(decodeReply(reply, contentType)).toBe(text);
});

it.each([
	['a lone byte of windows-1252', toBytes(0x35, 0xa3), null],
	['a cut character', toBytes(0x35, 0xe2, 0x82), null],
	['an overlong digit', toBytes(0xc0, 0xb5), null],
	['half a surrogate pair in UTF-8', toBytes(0xed, 0xa0, 0x80), null],
	['half a surrogate pair in UTF-16', toBytes(0xff, 0xfe, 0x00, 0xd8), null],
	['an odd number of bytes in UTF-16', toBytes(0xff, 0xfe, 0x35, 0, 0x36), null],
	['UTF-16 that is announced as UTF-8', toBytes(0x35, 0, 0xff, 0xfe), 'a/b; charset=utf-8'],
	['windows-1252 that is announced as UTF-8', toBytes(0xa3), 'a/b; charset=utf-8'],
	[
		'invalid UTF-8 behind a byte order mark',
		toBytes(0xef, 0xbb, 0xbf, 0xa3),
		'a/b; charset=latin1',
	],
	['an unknown charset', encodeUtf8('5'), 'a/b; charset=klingon'],
	['a charset that no browser reads', encodeUtf8('5'), 'a/b; charset=utf-7'],
	[
		'an unknown encoding in the XML declaration',
		encodeUtf8('<?xml version="1.0" encoding="k"?><a/>'),
		null,
	],
])('refuses %s', (_, reply, contentType) => {
	expect(attempt(() => decodeReply(reply, contentType))).toMatchObject({
		ok: false,
		failure: {
			kind: 'unexpectedReply',
			advice:
				'The reply is not in the character encoding that it claims. Check the address in the credential, or ask the vendor whether the interface has changed.',
		},
	});
});
