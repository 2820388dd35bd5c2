import type { INodeType } from 'n8n-workflow';
import { Cloud9Mobile } from '../Cloud9Mobile/Cloud9Mobile.node';
import { cloud9Mobile } from '../Cloud9Mobile/cloud9Mobile.vendor';
import { IgSend } from '../IgSend/IgSend.node';
import { igSend } from '../IgSend/igSend.vendor';
import { IntelliSoftware } from '../IntelliSoftware/IntelliSoftware.node';
import { intelliSoftware } from '../IntelliSoftware/intelliSoftware.vendor';
import { KolmisoftM4 } from '../KolmisoftM4/KolmisoftM4.node';
import { kolmisoftM4 } from '../KolmisoftM4/kolmisoftM4.vendor';
import { Sectigo } from '../Sectigo/Sectigo.node';
import { sectigo } from '../Sectigo/sectigo.vendor';
import type { Vendor } from '../shared/vendor';

/** A vendor whose accounts a row can name. */
export interface ListedVendor {
	readonly vendor: Vendor;
	/** What stands before the titles of its options, which are in one list with those of the others. */
	readonly shortName: string;
	/** Its own node, whose parameters this one has too. */
	readonly Node: new () => INodeType;
}

export const VENDORS: readonly [ListedVendor, ...ListedVendor[]] = [
	{ vendor: cloud9Mobile, shortName: 'Cloud9', Node: Cloud9Mobile },
	{ vendor: igSend, shortName: 'iGsend', Node: IgSend },
	{ vendor: intelliSoftware, shortName: 'IntelliSoftware', Node: IntelliSoftware },
	{ vendor: kolmisoftM4, shortName: 'M4', Node: KolmisoftM4 },
	{ vendor: sectigo, shortName: 'Sectigo', Node: Sectigo },
];
