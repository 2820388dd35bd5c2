import type { INodeProperties } from 'n8n-workflow';

/** The parameters of one operation alone, by where they stand: every operation has the threshold. */
export interface OperationFields {
	readonly aboveThreshold: readonly INodeProperties[];
	readonly belowThreshold: readonly INodeProperties[];
}
