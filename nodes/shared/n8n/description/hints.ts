import type { NodeHint } from 'n8n-workflow';

/** Warns about the node setting that would send a refused password again and again. */
export function createRetryOnFailHint(): NodeHint {
	return {
		message:
			'Leave Retry On Fail off: it sends refused passwords again, and vendors lock accounts. Use the option Retries.',
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'beforeExecution',
	};
}
