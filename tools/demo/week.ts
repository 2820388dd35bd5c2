/* eslint-disable no-console -- a program for people */
import type { IDataObject } from 'n8n-workflow';
import watchOne from '../../examples/watch-one-account.json';
import type { Engine, WorkflowDocument } from '../../test/engine/engine';
import {
	sectigoLogin,
	startSectigo,
	type SectigoStandIn,
} from '../../test/vendors/sectigo/standIn';

const HOUR = 3_600_000;

/** A Monday. */
const BEGINNING = Date.parse('2026-11-23T00:00:00.000Z');

const HOURS_BETWEEN_CHECKS = 2;

const HOURS_IN_WEEK = 168;

/** What the account has at first, and what is used in an hour. */
const FIRST_BALANCE = 240;
const USED_IN_HOUR = 1.9;

/** On Thursday night the vendor answers nothing; on Saturday somebody pays in. */
const OUTAGE = { from: 88, until: 94 };
const TOP_UP = { hour: 126, amount: 600 };

/** The node of the example, and what starts it. */
function watchAlone(): WorkflowDocument {
	const watch = watchOne.nodes.filter(({ name }) => name === 'Sectigo');
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
	return {
		name: watchOne.name,
		nodes: [{ ...start, position: [0, 0], parameters: {} }, ...watch],
		connections: { Start: { main: [[{ node: 'Sectigo', type: 'main', index: 0 }]] } },
		settings: { timezone: 'UTC' },
	};
}

/**
 * Watches one account for a week of a clock of its own, and prints each alert as the line that would be
 * sent. Returns what happened, in order.
 */
export async function watchForWeek(engine: Engine): Promise<readonly string[]> {
	const sectigo = await startSectigo();
	const document = watchAlone();
	const data = { ...sectigoLogin, baseUrl: sectigo.url };
	const credentials = [{ id: 'sectigo-account', name: 'Sectigo', type: 'sectigoApi', data }];
	const now = Date.now;
	const events: string[] = [];
	let staticData: IDataObject = {};
	try {
		for (let hour = 0; hour <= HOURS_IN_WEEK; hour += HOURS_BETWEEN_CHECKS) {
			setAccount(sectigo, hour);
			Date.now = () => BEGINNING + hour * HOUR;
			const result = await engine.run(document, {
				credentials,
				staticData,
				mode: 'trigger',
				executionId: String(hour),
			});
			staticData = result.staticData;
			for (const { json } of result.outputs('Sectigo')[0] ?? []) {
				events.push(String(json['event']));
				console.log(`  ${nameHour(hour)}  ${String(json['text'])}`);
			}
		}
	} finally {
		Date.now = now;
		await sectigo.close();
	}
	return events;
}

function setAccount(sectigo: SectigoStandIn, hour: number): void {
	const added = hour < TOP_UP.hour ? 0 : TOP_UP.amount;
	const amount = FIRST_BALANCE + added - USED_IN_HOUR * hour;
	for (const account of sectigo.accounts) account.amount = amount.toFixed(2);
	sectigo.behaveAgain();
	if (hour >= OUTAGE.from && hour < OUTAGE.until) sectigo.misbehave({ kind: 'reset' });
}

function nameHour(hour: number): string {
	const words = { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' } as const;
	return new Intl.DateTimeFormat('en-GB', words).format(BEGINNING + hour * HOUR);
}
