import type { IExecuteFunctions } from 'n8n-workflow';
export function forgetfulSchedules(_context: IExecuteFunctions): readonly string[] {
	return [];
}
