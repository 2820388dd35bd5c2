import type { INodeProperties } from 'n8n-workflow';
import {
	DEFAULT_CHECKS_BEFORE_ALERT,
	DEFAULT_FAILURES_BEFORE_ALERT,
	DEFAULT_REMIND_EVERY,
	MAX_CHECKS_BEFORE_ALERT,
} from '../../alert/policy';
import { createAmountField } from './amountField';
import type { OperationFields } from './operationFields';
import { createOptionsCollection } from './optionsCollection';

// n8n changes descriptions while loading them: every node gets objects of its own.

/** What to watch for, and how to tell what happened. */
export function createWatchFields(): OperationFields {
	return {
		aboveThreshold: [createAlertWhenField()],
		belowThreshold: [
			createAmountField({
				displayName: 'Critical Threshold',
				name: 'criticalThreshold',
				placeholder: 'e.g. 20',
				description:
					'The account is critical when strictly less than this amount is available (strictly more, when you alert on Above); leave it empty for none',
			}),
			createAmountField({
				displayName: 'Days Left Threshold',
				name: 'daysLeftThreshold',
				placeholder: 'e.g. 7',
				description:
					'The account is low when it will be empty in fewer days than this, at the rate that its checks have shown; leave it empty for none',
				hint: 'Fill in at least one of the three thresholds. Each takes an expression, such as the cell of a sheet.',
			}),
			createOptionsCollection(
				{ displayName: 'Alert Options', name: 'alertOptions' },
				createAlertOptions(),
			),
		],
	};
}

function createAlertWhenField(): INodeProperties {
	return {
		displayName: 'Alert When Balance Is',
		name: 'alertWhen',
		type: 'options',
		options: [
			{
				name: 'Above',
				value: 'above',
				description: 'For what must not rise, such as what you owe a terminator',
			},
			{
				name: 'Below',
				value: 'below',
				description: 'For what must not run out, such as prepaid credit',
			},
		],
		default: 'below',
		description: 'On which side of the thresholds the available amount needs your attention',
	};
}

function createAlertOptions(): INodeProperties[] {
	return [
		{
			displayName: 'Checks Before Alert',
			name: 'checksBeforeAlert',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_CHECKS_BEFORE_ALERT, numberPrecision: 0 },
			default: DEFAULT_CHECKS_BEFORE_ALERT,
			description:
				'How many checks in a row must find the account low or critical before you are told; for the days left at least 2',
		},
		{
			displayName: 'Combine Events',
			name: 'combineEvents',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			description:
				'Whether to put out one item for the whole run, which lists all that happened, in place of one item for each event',
		},
		{
			displayName: 'Failures Before Alert',
			name: 'failuresBeforeAlert',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_CHECKS_BEFORE_ALERT, numberPrecision: 0 },
			default: DEFAULT_FAILURES_BEFORE_ALERT,
			description:
				'How many checks in a row must bring no balance before you are told; what you have to put right, such as a refused credential, is told at once',
		},
		createStateStorageField(),
		{
			displayName: 'Notify on Recovery',
			name: 'notifyOnRecovery',
			type: 'boolean',
			default: true,
			description: 'Whether to put out an item when an account has recovered',
		},
		{
			displayName: 'Output Every Check',
			name: 'outputEveryCheck',
			type: 'boolean',
			default: false,
			description:
				'Whether to put out an item for every check, with none as its event when nothing happened',
		},
		createAmountField({
			displayName: 'Recover At',
			name: 'recoverAt',
			placeholder: 'e.g. 150',
			description:
				'The available amount at which an account that was low has recovered; by default the threshold plus 5 percent of it, at least 1 (minus, when you alert on Above)',
		}),
		{
			displayName: 'Remind Every (Hours)',
			name: 'remindEvery',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: DEFAULT_REMIND_EVERY,
			description:
				'How long after an alert you are reminded, as long as the account is low or cannot be checked; 0 is never',
		},
		{
			displayName: 'Sample Event',
			name: 'sampleEvent',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Check Failing', value: 'checkFailing' },
				{ name: 'Check Working', value: 'checkWorking' },
				{ name: 'Critical', value: 'critical' },
				{ name: 'Low', value: 'low' },
				{ name: 'None', value: 'none' },
				{ name: 'Recovered', value: 'recovered' },
				{ name: 'Reminder', value: 'reminder' },
			],
			default: 'none',
			description:
				'By hand only: put out a full sample of this event, so that a message can be built before anything is low',
		},
		{
			displayName: 'Snooze Until',
			name: 'snoozeUntil',
			type: 'dateTime',
			default: '',
			description:
				'Before this time nothing that happens to the account is put out; leave it empty for no snooze',
		},
	];
}

function createStateStorageField(): INodeProperties {
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
