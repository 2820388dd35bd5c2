import { BODY_FAULTS } from './bodyFaults';
import { COMPRESSION_FAULTS } from './compressionFaults';
import { CONNECTION_FAULTS } from './connectionFaults';
import { ECHO_FAULTS } from './echoFaults';
import { ENCODING_FAULTS } from './encodingFaults';
import type { Fault } from './fault';
import { FIELD_FAULTS } from './fieldFaults';
import { MARKUP_FAULTS } from './markupFaults';
import { NUMBER_FAULTS, VALUE_FAULTS } from './numberFaults';
import { STATUS_FAULTS } from './statusFaults';
import { TLS_FAULTS } from './tlsFaults';
import type { Variant } from '../variants';

/** Every fault, by what it concerns. */
export const FAULT_GROUPS: Readonly<Record<string, readonly Fault[]>> = {
	Connection: CONNECTION_FAULTS,
	TLS: TLS_FAULTS,
	'HTTP status': STATUS_FAULTS,
	Body: BODY_FAULTS,
	Compression: COMPRESSION_FAULTS,
	'Character sets': ENCODING_FAULTS,
	'Hostile markup': MARKUP_FAULTS,
	Fields: FIELD_FAULTS,
	'Texts that are no number': NUMBER_FAULTS,
	'JSON values that are no number': VALUE_FAULTS,
	'The request in the reply': ECHO_FAULTS,
};

/** The faults that a variant's reply can have, each with what it concerns. */
export function faultsFor({
	shape,
}: Variant): ReadonlyArray<readonly [group: string, fault: Fault]> {
	return Object.entries(FAULT_GROUPS).flatMap(([group, faults]) =>
		faults
			.filter(({ shapes }) => shapes?.includes(shape) ?? true)
			.map((fault) => [group, fault] as const),
	);
}
