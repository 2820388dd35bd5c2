/* eslint-disable no-console -- a program for people */
import type { IDataObject } from 'n8n-workflow';

/** Prints rows below the names of their columns, numbers to the right; what is absent stays blank. */
export function printTable(columns: readonly string[], rows: readonly IDataObject[]): void {
	const lines = rows.map((row) => columns.map((column) => String(row[column] ?? '')));
	const widths = columns.map((column, number) =>
		Math.max(column.length, ...lines.map((line) => line[number]?.length ?? 0)),
	);
	const areNumbers = columns.map((column) => rows.some((row) => typeof row[column] === 'number'));
	const print = (cells: readonly string[]) => {
		const padded = cells.map((cell, number) => {
			const width = widths[number] ?? 0;
			return areNumbers[number] === true ? cell.padStart(width) : cell.padEnd(width);
		});
		console.log(`  ${padded.join('  ')}`.trimEnd());
	};
	print(columns);
	print(widths.map((width) => '─'.repeat(width)));
	for (const line of lines) print(line);
}
