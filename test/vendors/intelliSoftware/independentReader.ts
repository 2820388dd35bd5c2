import { withoutLimit, type OracleReading, type OracleReply } from '../../fuzz/oracleReading';
import { hasMember, onlyText, readStrictJson } from '../../fuzz/strictJson';

/** JSON or a line, as the request asked for. */
export function readIndependently(text: string, reply: OracleReply): OracleReading | null {
	if (reply.parameters['interface'] === 'form') return readBalanceLine(text, reply);
	const object = readStrictJson(text);
	const isSuccess = onlyText(object, 'response_status') === 'ok' && !hasMember(object, 'errors');
	return isSuccess ? withoutLimit(onlyText(object, 'balance')) : null;
}

/** The form interface writes a line. */
function readBalanceLine(text: string, { complete }: OracleReply): OracleReading | null {
	const [name, value, ...others] = text.trim().split(':');
	const isOneLine = name === 'BALANCE' && others.length === 0;
	return complete && isOneLine ? withoutLimit(value ?? null) : null;
}
