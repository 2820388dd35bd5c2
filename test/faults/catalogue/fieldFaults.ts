import { body, UNEXPECTED, type Fault } from './fault';

export const FIELD_FAULTS: readonly Fault[] = [
	body('the balance twice', UNEXPECTED, ({ answer, variant, writing }) =>
		writing.doubleBalance(answer.body, variant),
	),
	body('no balance', UNEXPECTED, ({ answer, variant, writing }) =>
		writing.omitBalance(answer.body, variant),
	),
	body('the balance in __proto__', UNEXPECTED, ({ answer, variant, writing }) =>
		writing.moveBalance(answer.body, variant),
	),
	body(
		'a field __proto__ besides',
		'balance',
		({ answer, writing }) => writing.addField(answer.body, '__proto__', '999'),
		{ shapes: ['json', 'form'] },
	),
	body(
		'a field constructor besides',
		'balance',
		({ answer, writing }) => writing.addField(answer.body, 'constructor', '999'),
		{ shapes: ['json', 'form'] },
	),
	body(
		'a field more',
		'balance',
		({ answer, writing }) => writing.addField(answer.body, 'remark', '999'),
		{ shapes: ['json', 'form', 'xml'] },
	),
];
