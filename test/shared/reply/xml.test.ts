import { attempt } from '../../../nodes/shared/failure/attempt';
import { CheckError } from '../../../nodes/shared/failure/error';
import {
	findChild,
	findChildText,
	parseXml,
	requireChildText,
} from '../../../nodes/shared/reply/xml';

const findBalance = (reply: string) => findChildText(parseXml(reply), 'balance');

const wrapInBalance = (content: string) => `<page><balance>${content}</balance></page>`;

/** The advice of the failure in which a reply ends, whatever was thrown on the way. */
function findAdvice(read: () => unknown): string {
	const result = attempt(read);
	return result.ok ? `not refused: ${JSON.stringify(result.value)}` : result.failure.advice;
}

describe('parseXml', () => {
	it('reads elements in order, without attributes and comments', () => {
		const reply =
			'<?xml version="1.0" encoding="UTF-8"?>\n<!-- a --><page a="1">\n<b c=\'>\'> 1 </b><B/><b/><!-- d --></page>\n';
		expect(parseXml(reply)).toEqual({
			name: 'page',
			text: '\n',
			children: [
				{ name: 'b', text: ' 1 ', children: [] },
				{ name: 'B', text: '', children: [] },
				{ name: 'b', text: '', children: [] },
			],
		});
	});

	it.each([
		['white space around the document', ' \r\n<page><balance>5</balance></page>\t\n'],
		[
			'white space in front of a declaration',
			'\n<?xml version="1.0"?><page><balance>5</balance></page>',
		],
		['a declaration', '<?xml version="1.0"?><page><balance>5</balance></page>'],
		['a byte order mark', '\ufeff<page><balance>5</balance></page>'],
		['a comment behind the root', '<page><balance>5</balance></page><!-- 6 -->'],
		['an instruction behind the root', '<page><balance>5</balance></page><?p 6?>'],
		[
			'an instruction with a tag in it',
			'<page><?p <balance>6</balance> ?><balance>5</balance></page>',
		],
		[
			'a comment with a tag in it',
			'<page><!-- <balance>6</balance> --><balance>5</balance></page>',
		],
		[
			'a tag in character data',
			'<page><x><![CDATA[<balance>6</balance>]]></x><balance>5</balance></page>',
		],
		[
			'a tag in an attribute',
			'<page><x a="<balance>6</balance>"/><balance>5</balance></page>'.replace('"<', '"&lt;'),
		],
		['white space in the tags', '<page ><balance\n>5</balance ></page\t>'],
		['an attribute', '<page><balance unit="6">5</balance></page>'],
		['another namespace', '<page xmlns:n="u"><n:balance>6</n:balance><balance>5</balance></page>'],
		['an element of another case', '<page><Balance>6</Balance><balance>5</balance></page>'],
		[
			'a deeper one of the same name',
			'<page><x><balance>6</balance></x><balance>5</balance></page>',
		],
		['toString as an element', '<page><toString>6</toString><balance>5</balance></page>'],
		['an element called text', '<page><text>6</text><balance>5</balance></page>'],
	])('is not misled by %s', (_, reply) => {
		expect(findBalance(reply)).toBe('5');
	});

	it.each([
		'',
		' ',
		'5',
		'<',
		'<page>',
		'<page',
		'</page>',
		'<page><balance>1234</balance>',
		'<page><balance>1234',
		'<page><balance>12',
		'<page><balance>5</page>',
		'<page><balance>5</page></balance>',
		'<page><balance>5</Balance></page>',
		'<PAGE><balance>5</balance></page>',
		'<page></balance></page>',
		'text<page><balance>5</balance></page>',
		'<page><balance>5</balance></page>text',
		'<page><balance>5</balance></page><page><balance>5</balance></page>',
		'<page><balance>5</balance></page><x/>',
		'<page/><page/>',
		'<page><balance>5<</balance></page>',
		'<page><balance>< 5</balance></page>',
		'<page><balance>5</balance><!-- </page>',
		'<page><balance>5</balance><![CDATA[ </page>',
		'<page><balance a=">5</balance></page>',
		'<page><balance a="1" a="2">5</balance></page>',
		'<1page><balance>5</balance></1page>',
		'<page><#text>5</#text></page>',
		'<page><:@>5</:@></page>',
		'<!-- only a comment -->',
		'<?xml version="1.0"?>',
		'{"balance":5}',
		'<html><body><p>Sign in<br></body></html>',
	])('refuses %j', (reply) => {
		expect(findAdvice(() => parseXml(reply))).toMatch(
			/^The reply (?:is not complete XML|is XML with more or less than one outermost element)\. /,
		);
	});

	it.each([
		['a document type', '<!DOCTYPE page><page><balance>5</balance></page>'],
		['one in small letters', '<!doctype page><page><balance>5</balance></page>'],
		['one behind a declaration', '<?xml version="1.0"?>\n<!DOCTYPE page [ ]>\n<page/>'],
		['an outer entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
		[
			'a billion laughs',
			'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;">]><a>&d;</a>',
		],
		['an entity among elements', '<page><!ENTITY x "5"><balance>&x;</balance></page>'],
		['one in a comment', '<page><!-- <!DOCTYPE a> --><balance>5</balance></page>'],
	])('refuses a DTD unread: %s', (_, reply) => {
		expect(findAdvice(() => parseXml(reply))).toMatch(/^The reply brings a DTD along\. /);
	});

	it.each([
		'<page><__proto__>6</__proto__><balance>5</balance></page>',
		'<page><constructor>6</constructor><balance>5</balance></page>',
		'<page><prototype>6</prototype><balance>5</balance></page>',
		'<__proto__><balance>5</balance></__proto__>',
	])('is refused or read, but never misread: %s', (reply) => {
		expect(findAdvice(() => findBalance(reply))).toMatch(/^(?:The reply |not refused: "5"$)/);
		expect(Object.keys({})).toEqual([]);
	});

	it.each([
		'<page><!ELEMENT balance><balance>5</balance></page>',
		'<page><balance>5</balance><!X></page>',
		'<page><balance>5</balance><!></page>',
		'<page><!X/><balance>5</balance></page>',
		'<page><x><!X></x><balance>5</balance></page>',
		'<page><balance><!X>5</balance></page>',
	])('refuses declarations, which no element may hold: %s', (reply) => {
		expect(findAdvice(() => parseXml(reply))).toMatch(/^The reply /);
	});

	it.each([
		['elements of one name', '<a>'.repeat(100_000) + '</a>'.repeat(100_000)],
		['unclosed ones', '<a>'.repeat(100_000)],
		['a balance at the bottom', `${'<a>'.repeat(50)}<balance>5</balance>${'</a>'.repeat(50)}`],
	])('refuses deep nesting: %s', (_, reply) => {
		expect(findAdvice(() => parseXml(reply))).toMatch(/^The reply /);
	});

	it('says of deep nesting that it cannot be read', () => {
		const nest = (levels: number) => parseXml('<a>'.repeat(levels) + '</a>'.repeat(levels));
		expect(nest(20).name).toBe('a');
		expect(findAdvice(() => nest(21))).toMatch(/^The reply is no XML that can be read\. /);
	});

	it.each([
		['elements', '<b>1</b>', 100_000],
		['empty elements', '<b/>', 200_000],
	])('reads a megabyte of %s', (_, element, count) => {
		expect(parseXml(`<a>${element.repeat(count)}</a>`).children).toHaveLength(count);
	});

	it.each([
		['1<x/>2', 'balance'],
		['<x/>2', 'balance'],
		['1<x/>', 'balance'],
		['1<x>5</x>2', 'balance'],
		['1<![CDATA[2]]><x/>', 'balance'],
	])('refuses mixed content: %s', (content) => {
		expect(findAdvice(() => parseXml(wrapInBalance(content)))).toMatch(
			/^The reply mixes text and elements/,
		);
	});

	it.each([
		['text', '<page/>5'],
		['character data', '<page/><![CDATA[5]]>'],
		['character data in front of it', '<![CDATA[5]]><page/>'],
		['an ampersand', '<page/>&amp;'],
	])('refuses what stands beside the outermost element: %s', (_, reply) => {
		expect(findAdvice(() => parseXml(reply))).toMatch(/^The reply mixes text and elements\. /);
	});

	it.each(['<page/><page/>', '<page></page><x/>'])(
		'refuses two outermost elements: %s',
		(reply) => {
			expect(findAdvice(() => parseXml(reply))).toMatch(
				/^The reply is XML with more or less than one outermost element\. /,
			);
		},
	);

	it.each([
		'<é><balance>5</balance></é>',
		'<page><balanceé>5</balanceé></page>',
		'<page><ébalance/></page>',
	])('refuses names with other letters than those that vendors use: %s', (reply) => {
		expect(findAdvice(() => parseXml(reply))).toMatch(
			/^The reply has an element with an odd name\. /,
		);
	});

	it('refuses text beside the fields', () => {
		expect(findAdvice(() => parseXml('<page>5<balance>6</balance></page>'))).toMatch(
			/^The reply mixes text and elements/,
		);
	});
});

describe('text', () => {
	it.each([
		['-5.00', '-5.00'],
		['0x1F', '0x1F'],
		['1e5', '1e5'],
		['007', '007'],
		['12345678901234567890.10', '12345678901234567890.10'],
		['true', 'true'],
		[' \n5\t ', '5'],
		['', ''],
		['<![CDATA[5]]>', '5'],
		['<![CDATA[&lt;b>]]>', '&lt;b>'],
		['<![CDATA[1]]><![CDATA[2]]>', '12'],
		// Neither ends a text (XML 1.0, section 2.4): every reader of XML sees one number here.
		['1<!-- 5 -->2', '12'],
		['1<?p 5?>2', '12'],
		['1<![CDATA[2]]>', '12'],
	])('of <balance>%s</balance> is %j', (content, text) => {
		expect(findBalance(wrapInBalance(content))).toBe(text);
	});

	it.each([
		['&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
		['&amp;lt;', '&lt;'],
		['&#49;&#x32;&#x0033;', '123'],
		['&#xe9;&#xE9;&#233;', 'ééé'],
		['&#x1F511;', '\u{1f511}'],
		['&#x10FFFF;', '\u{10ffff}'],
		['&#xD7FF;&#xE000;&#xFFFD;', '\ud7ff\ue000\ufffd'],
		['1&#9;&#10;&#13;&#32;2', '1\t\n\r 2'],
		['&#45;5', '-5'],
	])('resolves the entities of %s', (content, text) => {
		expect(findBalance(wrapInBalance(content))).toBe(text);
	});

	it.each([
		'&nbsp;',
		'&pound;5',
		'&Lt;',
		'&LT;',
		'&x;',
		'&#xG;',
		'&#x;',
		'&#;',
		'&#-49;',
		'&#49',
		'&#49 ;',
		'&amp',
		'&amp 5',
		'5 & 6',
		'&',
		'&;',
		'&&amp;',
		`&${'a'.repeat(100_000)};`,
		`&#${'4'.repeat(100_000)};`,
		`&#x${'4'.repeat(100_000)};`,
		`${'&'.repeat(100_000)}`,
		'&#00000000000049 ;',
	])('refuses the entities of %.40j', (content) => {
		expect(findAdvice(() => findBalance(wrapInBalance(content)))).toMatch(
			/^The reply (?:is not complete XML|uses an entity that XML does not define)\. /,
		);
	});

	it.each(['toString', 'valueOf', 'constructor', '__proto__', 'isPrototypeOf'])(
		'refuses an entity that is called like a member of every object: &%s;',
		(name) => {
			expect(findAdvice(() => findBalance(wrapInBalance(`&${name};`)))).toMatch(
				/^The reply uses an entity that XML does not define\. /,
			);
		},
	);

	it.each([
		['&#x000000003149;', '\u3149'],
		['&#0000000000000000049;', '1'],
		[`&#x${'0'.repeat(100_000)}31;`, '1'],
		[`&#${'0'.repeat(100_000)}49;`, '1'],
	])('reads a long entity whole: %.30j', (content, text) => {
		expect(findBalance(wrapInBalance(content))).toBe(text);
	});

	it.each([
		'&#0;',
		'&#x110000;',
		'&#x1000000;',
		'&#10000000;',
		'&#x99999999;',
		'&#xD800;',
		'&#xDFFF;',
		'&#1;',
		'&#xFFFE;',
	])('refuses the number of what is no character in XML: %s', (content) => {
		expect(findAdvice(() => findBalance(wrapInBalance(content)))).toMatch(
			/^The reply uses an entity that XML does not define\. /,
		);
	});
});

describe('findChild', () => {
	it.each(['Balance', 'BALANCE', 'n:balance', 'balances', 'toString', 'constructor', '__proto__'])(
		'does not take <balance> for <%s>',
		(name) => {
			expect(
				findChild(parseXml('<page xmlns:n="u"><balance>5</balance></page>'), name),
			).toBeUndefined();
		},
	);

	it.each([
		['two values', '<balance>1</balance><balance>2</balance>'],
		['equal values', '<balance>1</balance><balance>1</balance>'],
		['an empty one', '<balance>1</balance><balance/>'],
		['others between them', '<balance>1</balance><x/><balance>1</balance>'],
	])('refuses a doubled field: %s', (_, fields) => {
		const page = parseXml(`<page>${fields}</page>`);
		expect(findAdvice(() => findChild(page, 'balance'))).toMatch(
			/^The reply has the field <balance> twice\. /,
		);
	});
});

describe('findChildText and requireChildText', () => {
	it.each([
		['<page/>', null],
		['<page balance="5"/>', null],
		['<page>5</page>', null],
		['<page><x><balance>5</balance></x></page>', null],
		['<page><balance/></page>', ''],
		['<page><balance> </balance></page>', ''],
		['<page><balance><!-- 5 --></balance></page>', ''],
		['<page><balance>5</balance></page>', '5'],
	])('in %s: %j', (reply, text) => {
		const page = parseXml(reply);
		expect(findChildText(page, 'balance')).toBe(text);
		expect(findAdvice(() => requireChildText(page, 'balance'))).toMatch(
			text === null || text === ''
				? /^The reply lacks the field <balance>\. /
				: /^not refused: "5"$/,
		);
	});

	it('refuses elements in place of a text', () => {
		const page = parseXml('<page><balance><amount>5</amount></balance></page>');
		expect(findAdvice(() => findChildText(page, 'balance'))).toMatch(
			/^The reply has elements inside <balance>\. /,
		);
	});
});

it('throws failures of the kind unexpectedReply', () => {
	expect.assertions(2);
	try {
		parseXml('<page>');
	} catch (thrown) {
		expect(thrown).toBeInstanceOf(CheckError);
		expect(thrown).toMatchObject({ failure: { kind: 'unexpectedReply' } });
	}
});
