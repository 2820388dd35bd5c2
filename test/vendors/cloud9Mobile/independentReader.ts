import { withoutLimit, type OracleReading } from '../../fuzz/oracleReading';
import { leafText, onlyChild, readStrictXml } from '../../fuzz/strictXml';

/** A balance is believed beside a successful status and a currency. */
export function readIndependently(text: string): OracleReading | null {
	const root = readStrictXml(text);
	const response = root?.name === 'Wire9_data' ? onlyChild(root, 'STATUS_Response') : null;
	const isSuccess = leafText(response, 'REQUEST_STATUS') === '1';
	return isSuccess && leafText(response, 'CURRENCY') !== null
		? withoutLimit(leafText(response, 'BALANCE'))
		: null;
}
