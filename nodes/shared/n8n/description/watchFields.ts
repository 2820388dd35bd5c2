import type { INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_CHECKS_BEFORE_ALERT,
	DEFAULT_FAILURES_BEFORE_ALERT,
	DEFAULT_REMIND_EVERY,
	MAX_CHECKS_BEFORE_ALERT,
} from '../../alert/policy';

// n8n changes descriptions while loading them: every node gets objects of its own.

/**
 * What to watch for. The limits are texts, not numbers: n8n does not save a number that is left at
 * its default, and 0 is a limit of its own.
 */
export function createLimitFields(): INodeProperties[] {
	return [
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{
					name: 'Above',
					value: 'above',
					description: 'Tell when more is available, such as what you owe a terminator',
				},
				{ name: 'Below', value: 'below', description: 'Tell when less is available' },
			],
			default: 'below',
			description: 'Whether to alert when less is available than the limits say, or when more is',
		},
		createLimitField({
			displayName: 'Threshold',
			name: 'threshold',
			placeholder: 'e.g. 100',
			description: 'The available amount from which the account is low; leave it empty for none',
		}),
		createLimitField({
			displayName: 'Critical Threshold',
			name: 'criticalThreshold',
			placeholder: 'e.g. 20',
			description:
				'The available amount from which the account is critical; leave it empty for none',
		}),
		createLimitField({
			displayName: 'Days Left Threshold',
			name: 'daysLeftThreshold',
			placeholder: 'e.g. 7',
			description:
				'So many days before the account will be empty, at the rate of the last two weeks, it is low; leave it empty for none',
			hint: 'Fill in at least one of the three. All take an expression, such as the cell of a sheet.',
		}),
	];
}

/** How to tell what happened. */
export function createAlertOptions(): INodeProperties[] {
	return [
		{
			displayName: 'Checks Before Alert',
			name: 'checksBeforeAlert',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_CHECKS_BEFORE_ALERT, numberPrecision: 0 },
			default: DEFAULT_CHECKS_BEFORE_ALERT,
			description: 'How many checks in a row must find the account low before it is told',
		},
		{
			displayName: 'Every Check',
			name: 'everyCheck',
			type: 'boolean',
			default: false,
			description:
				'Whether to put out an item for every check, with the event none when nothing happened',
		},
		{
			displayName: 'Failures Before Alert',
			name: 'failuresBeforeAlert',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_CHECKS_BEFORE_ALERT, numberPrecision: 0 },
			default: DEFAULT_FAILURES_BEFORE_ALERT,
			description:
				'How many checks in a row without a balance are told; a refused credential is told at once',
		},
		{
			displayName: 'Notify Recovered',
			name: 'notifyRecovered',
			type: 'boolean',
			default: true,
			description: 'Whether to tell that an account has recovered',
		},
		{
			displayName: 'Recover At',
			name: 'recoverAt',
			type: 'string',
			default: '',
			placeholder: 'e.g. 150',
			description:
				'The available amount at which a low account has recovered; by default the threshold and 5 percent more, at least 1 (with Direction Above, less)',
		},
		{
			displayName: 'Remind Every',
			name: 'remindEvery',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: DEFAULT_REMIND_EVERY,
			description: 'After how many hours to tell again what is still so; 0 is never',
		},
	];
}

/** Where the watch remembers: a member of the alert options. */
export function createStateStorageField(): INodeProperties {
	return {
		displayName: 'Keep State In',
		name: 'stateStorage',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Data Table',
				value: 'dataTable',
				description:
					'A table "Account Balance Watch" in the project of the workflow, which all processes of n8n share: for queue mode, for runs that overlap, and for a node that gets another name',
			},
			{
				name: 'Static Data',
				value: 'staticData',
				description:
					'In the workflow itself: enough where one process of n8n runs it, and one run ends before the next begins',
			},
		],
		default: 'staticData',
		description: 'Where this node remembers what it has seen and told',
	};
}

function createLimitField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder' | 'description' | 'hint'>,
): INodeProperties {
	return { ...field, type: 'string', default: '' };
}
