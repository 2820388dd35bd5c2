/** JSON as its source shows it: numbers by their digits, and doubled members as often as they stand. */
export type StrictJson =
	| { readonly type: 'object'; readonly members: ReadonlyArray<readonly [string, StrictJson]> }
	| { readonly type: 'array'; readonly items: readonly StrictJson[] }
	| { readonly type: 'text'; readonly text: string }
	| { readonly type: 'other' };

/** `JSON.parse` decides what is JSON; the scanner then only has to find things again in its source. */
export function readStrictJson(text: string): StrictJson | null {
	try {
		JSON.parse(text);
	} catch {
		return null;
	}
	const [value] = readValue(tokensOf(text), 0);
	return value;
}

function tokensOf(text: string): readonly string[] {
	return text.match(/"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g) ?? [];
}

type Read = readonly [value: StrictJson, next: number];

function readValue(tokens: readonly string[], position: number): Read {
	const token = tokens[position] ?? '';
	if (token === '{') return readObject(tokens, position + 1);
	if (token === '[') return readArray(tokens, position + 1);
	if (token.startsWith('"')) return [{ type: 'text', text: textOf(token) }, position + 1];
	if (/^[-0-9]/.test(token)) return [{ type: 'text', text: token }, position + 1];
	return [{ type: 'other' }, position + 1];
}

function readObject(tokens: readonly string[], start: number): Read {
	const members: Array<readonly [string, StrictJson]> = [];
	let position = start;
	while (position < tokens.length && tokens[position] !== '}') {
		// A name, a colon, a value and perhaps a comma.
		const [value, next] = readValue(tokens, position + 2);
		members.push([textOf(tokens[position] ?? '""'), value]);
		position = tokens[next] === ',' ? next + 1 : next;
	}
	return [{ type: 'object', members }, position + 1];
}

function readArray(tokens: readonly string[], start: number): Read {
	const items: StrictJson[] = [];
	let position = start;
	while (position < tokens.length && tokens[position] !== ']') {
		const [value, next] = readValue(tokens, position);
		items.push(value);
		position = tokens[next] === ',' ? next + 1 : next;
	}
	return [{ type: 'array', items }, position + 1];
}

function textOf(token: string): string {
	return String(JSON.parse(token));
}

/** The only member of that name, or null: none, or more than one. */
export function onlyMember(value: StrictJson | null, name: string): StrictJson | null {
	if (value?.type !== 'object') return null;
	const [only, ...others] = value.members.filter(([key]) => key === name);
	return only !== undefined && others.length === 0 ? only[1] : null;
}

/** The text or the digits of the only member of that name, or null. */
export function onlyText(value: StrictJson | null, name: string): string | null {
	const member = onlyMember(value, name);
	return member?.type === 'text' ? member.text : null;
}

export function hasMember(value: StrictJson | null, name: string): boolean {
	return value?.type === 'object' && value.members.some(([key]) => key === name);
}
