/** The value of `--name`, which a program cannot do without. */
export function requireValue(name: string, value: string | undefined): string {
	if (value === undefined || value === '') throw new Error(`Name a value for --${name}`);
	return value;
}

/** The value of `--name` as a whole number above 0, where it is given. */
export function readCount(name: string, value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	if (!/^[1-9]\d*$/.test(value)) throw new Error(`--${name} takes a whole number above 0`);
	return Number(value);
}
