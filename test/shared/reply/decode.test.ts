import { orRefusal } from '../../../nodes/shared/failure/failure';
import { decodeReply } from '../../../nodes/shared/reply/decode';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const bytes = (...values: readonly number[]) => Uint8Array.from(values);

it.each([
	['nothing at all', bytes(), null, ''],
	['a byte order mark alone', bytes(0xef, 0xbb, 0xbf), null, ''],
	['UTF-8 without a word about it', utf8('5 €é\u{1f511}'), null, '5 €é\u{1f511}'],
	['UTF-8 with a byte order mark', bytes(0xef, 0xbb, 0xbf, 0x35), null, '5'],
	['UTF-8 by its content type', utf8('é'), 'text/html; charset=utf-8', 'é'],
	['a content type in capitals', latin1('é'), 'TEXT/HTML; CHARSET=ISO-8859-1', 'é'],
	['a content type in quotes', utf8('é'), 'text/html;charset="utf-8"', 'é'],
	['a content type without a charset', utf8('é'), 'text/html', 'é'],
	['a content type with an empty charset', utf8('é'), 'text/html; charset=', 'é'],
	['a content type with other parameters', latin1('é'), 'a/b; x=y; charset=latin1; z=1', 'é'],
	['UTF-16 LE by its byte order mark', bytes(0xff, 0xfe, 0x35, 0, 0xac, 0x20), null, '5€'],
	['UTF-16 BE by its byte order mark', bytes(0xfe, 0xff, 0, 0x35, 0x20, 0xac), null, '5€'],
	['UTF-16 LE by its content type', bytes(0x35, 0), 'a/b; charset=utf-16le', '5'],
	['UTF-16 BE by its content type', bytes(0, 0x35), 'a/b; charset=utf-16be', '5'],
	[
		'a byte order mark against the content type',
		bytes(0xff, 0xfe, 0x35, 0),
		'a/b; charset=utf-8',
		'5',
	],
	['windows-1252 by its content type', bytes(0xa3, 0xe9), 'a/b; charset=windows-1252', '£é'],
	['a first letter of a byte order mark alone', bytes(0xef, 0x35), 'a/b; charset=latin1', 'ï5'],
	['a content type without white space', latin1('é'), 'a/b;charset=latin1', 'é'],
	['a content type with white space', latin1('é'), 'a/b;  charset = latin1', 'é'],
	['ISO 8859-1 by its content type', bytes(0xa3, 0xe9), 'a/b; charset=ISO-8859-1', '£é'],
	[
		'windows-1252 by its XML declaration',
		latin1('<?xml version="1.0" encoding="windows-1252"?><a>\xa3</a>'),
		'text/xml',
		'<?xml version="1.0" encoding="windows-1252"?><a>£</a>',
	],
	[
		'ISO 8859-1 by a declaration with single quotes, capitals and white space',
		latin1("\r\n<?XML version='1.0' encoding = 'ISO-8859-1' ?><a>\xa3</a>"),
		null,
		"\r\n<?XML version='1.0' encoding = 'ISO-8859-1' ?><a>£</a>",
	],
	[
		'a declaration with a space in front, which one vendor sends',
		latin1('<? xml version="1.0" encoding="ISO-8859-1" ?><a>\xa3</a>'),
		null,
		'<? xml version="1.0" encoding="ISO-8859-1" ?><a>£</a>',
	],
	[
		'a content type against the XML declaration',
		utf8('<?xml version="1.0" encoding="ISO-8859-1"?><a>£</a>'),
		'text/xml; charset=utf-8',
		'<?xml version="1.0" encoding="ISO-8859-1"?><a>£</a>',
	],
	[
		'an encoding that is named elsewhere than in the declaration',
		utf8('<a encoding="windows-1252">£</a>'),
		null,
		'<a encoding="windows-1252">£</a>',
	],
	[
		'a declaration that stands elsewhere than in front',
		utf8('x<?xml version="1.0" encoding="windows-1252"?>£'),
		null,
		'x<?xml version="1.0" encoding="windows-1252"?>£',
	],
	[
		'a declaration that names none',
		utf8('<?xml version="1.0"?><a encoding="windows-1252">£</a>'),
		null,
		'<?xml version="1.0"?><a encoding="windows-1252">£</a>',
	],
])('decodes %s', (_, reply, contentType, text) => {
	expect(decodeReply(reply, contentType)).toBe(text);
});

it.each([
	['a lone byte of windows-1252', bytes(0x35, 0xa3), null],
	['a cut character', bytes(0x35, 0xe2, 0x82), null],
	['an overlong digit', bytes(0xc0, 0xb5), null],
	['half a surrogate pair in UTF-8', bytes(0xed, 0xa0, 0x80), null],
	['half a surrogate pair in UTF-16', bytes(0xff, 0xfe, 0x00, 0xd8), null],
	['an odd number of bytes in UTF-16', bytes(0xff, 0xfe, 0x35, 0, 0x36), null],
	['UTF-16 that is announced as UTF-8', bytes(0x35, 0, 0xff, 0xfe), 'a/b; charset=utf-8'],
	['windows-1252 that is announced as UTF-8', bytes(0xa3), 'a/b; charset=utf-8'],
	['invalid UTF-8 behind a byte order mark', bytes(0xef, 0xbb, 0xbf, 0xa3), 'a/b; charset=latin1'],
	['an unknown charset', utf8('5'), 'a/b; charset=klingon'],
	['a charset that no browser reads', utf8('5'), 'a/b; charset=utf-7'],
	[
		'an unknown encoding in the XML declaration',
		utf8('<?xml version="1.0" encoding="k"?><a/>'),
		null,
	],
])('refuses %s', (_, reply, contentType) => {
	expect(orRefusal(() => decodeReply(reply, contentType))).toMatchObject({
		outcome: 'refused',
		kind: 'unexpectedReply',
		advice:
			'The reply is not in the character encoding that it claims. Check the address in the credential, or ask the vendor whether the interface has changed.',
	});
});
