import { VENDORS } from '../vendors/registry';
import { CONTRACTS } from './contract';
import { readText } from './projectFiles';

/** WCAG 2.2, success criterion 1.4.11: parts of graphics need this against what is beside them. */
const LEAST_CONTRAST = 3;

/** The backgrounds of n8n's canvas on which each icon is drawn. */
const BACKGROUNDS = { light: '#ffffff', dark: '#2b2b2b' } as const;

const SHAPES = ['circle', 'ellipse', 'line', 'path', 'polygon', 'polyline', 'rect'];

/** Those that draw; none of them refers to anything, runs anything or makes a colour fainter. */
const ATTRIBUTES = [
	'xmlns',
	'viewBox',
	'fill',
	'fill-rule',
	'stroke',
	'stroke-width',
	'stroke-linecap',
	'stroke-linejoin',
	'd',
	'points',
	'x',
	'y',
	'width',
	'height',
	'rx',
	'ry',
	'cx',
	'cy',
	'r',
	'x1',
	'y1',
	'x2',
	'y2',
];

const TAG = /<([a-z]+)((?:\s+[\w:-]+="[^"<>]*")*)\s*\/?>|<\/[a-z]+>/gi;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;

interface Tag {
	readonly name: string;
	readonly attributes: ReadonlyMap<string, string>;
}

const MIXED = { className: 'AccountBalance', id: 'accountBalance' };

const ICONS = [MIXED, ...CONTRACTS].flatMap(({ className, id }) => [
	{ file: `nodes/${className}/${id}.svg`, background: BACKGROUNDS.light },
	{ file: `nodes/${className}/${id}.dark.svg`, background: BACKGROUNDS.dark },
]);

describe.each(ICONS)('$file', ({ file, background }) => {
	const svg = readText(file);
	const [root, ...shapes] = tagsOf(svg);

	test('is square', () => {
		const [x, y, width, height] = (root?.attributes.get('viewBox') ?? '').split(' ').map(Number);
		expect([x, y, width]).toEqual([0, 0, height]);
		expect(width).toBeGreaterThan(0);
		expect(root?.attributes.get('width')).toBe(root?.attributes.get('height'));
	});

	test('consists of shapes: no text, script, style or reference', () => {
		expect(svg.replace(TAG, '').trim()).toBe('');
		expect(root?.name).toBe('svg');
		expect(root?.attributes.get('xmlns')).toBe('http://www.w3.org/2000/svg');
		expect(shapes.map(({ name }) => name).filter((name) => !SHAPES.includes(name))).toEqual([]);
		const attributes = [root, ...shapes].flatMap((tag) => [...(tag?.attributes.keys() ?? [])]);
		expect(attributes.filter((name) => !ATTRIBUTES.includes(name))).toEqual([]);
		expect(svg).not.toMatch(/url\(|javascript:|data:/i);
	});

	test(`stands out on ${background}`, () => {
		const colours = shapes.map(coloursOf);
		expect(colours).not.toEqual([]);
		expect(colours.filter((painted) => painted.length === 0)).toEqual([]);
		const faint = colours
			.flat()
			.filter((colour) => !(contrast(colour, background) >= LEAST_CONTRAST));
		expect(faint).toEqual([]);
	});
});

describe.each(CONTRACTS)('$displayName', ({ className, id }) => {
	const vendor = VENDORS.find((each) => each.className === className);

	test('draws its dark icon in other colours', () => {
		const [light, dark] = [`${id}.svg`, `${id}.dark.svg`].map((file) =>
			tagsOf(readText(`nodes/${className}/${file}`)).flatMap(coloursOf),
		);
		expect(light).not.toEqual(dark);
	});

	test('shows its icons on the node and on the credential', () => {
		expect(vendor?.createNode().description.icon).toEqual({
			light: `file:${id}.svg`,
			dark: `file:${id}.dark.svg`,
		});
		expect(vendor?.createCredential().icon).toEqual({
			light: `file:../nodes/${className}/${id}.svg`,
			dark: `file:../nodes/${className}/${id}.dark.svg`,
		});
	});
});

test('the contrast is the one of WCAG', () => {
	expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
	expect(contrast('#ffffff', '#ffffff')).toBe(1);
	// The best known example of a grey that just passes level AA for text.
	expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
	expect(contrast('red', '#ffffff')).toBeNaN();
});

function tagsOf(svg: string): Tag[] {
	return [...svg.matchAll(TAG)].flatMap(([, name, attributes = '']) =>
		name === undefined ? [] : [{ name, attributes: attributesIn(attributes) }],
	);
}

function attributesIn(text: string): ReadonlyMap<string, string> {
	return new Map([...text.matchAll(ATTRIBUTE)].map(([, name = '', value = '']) => [name, value]));
}

/** What a shape is painted with: black inside where nothing is said, as SVG has it. */
function coloursOf({ attributes }: Tag): string[] {
	const painted = [attributes.get('fill') ?? '#000000', attributes.get('stroke') ?? 'none'];
	return painted.filter((colour) => colour !== 'none');
}

/** WCAG's contrast ratio of two colours such as `#2b2b2b`; NaN for colours written otherwise. */
function contrast(first: string, second: string): number {
	const luminances = [luminance(first), luminance(second)];
	return (Math.max(...luminances) + 0.05) / (Math.min(...luminances) + 0.05);
}

function luminance(colour: string): number {
	const [, red, green, blue] = /^#(..)(..)(..)$/.exec(colour) ?? [];
	return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(hexadecimal = ''): number {
	const channel = parseInt(hexadecimal, 16) / 255;
	return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
