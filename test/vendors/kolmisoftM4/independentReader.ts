import { withoutLimit, type OracleReading } from '../../fuzz/oracleReading';
import { descendantsOf, leafText, readStrictXml } from '../../fuzz/strictXml';

/** A page without an error anywhere in it. */
export function readIndependently(text: string): OracleReading | null {
	const page = readStrictXml(text);
	if (page?.name !== 'page') return null;
	const isRefusal = descendantsOf(page).some(({ name }) => name === 'error');
	return isRefusal ? null : withoutLimit(leafText(page, 'balance'));
}
