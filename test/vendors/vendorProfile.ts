import type { IDataObject } from 'n8n-workflow';
import type { ReplyFormat } from '../faults/variants';
import type { OracleReading, OracleReply } from '../fuzz/oracleReading';
import type { ReceivedRequest, StandIn, StandInOptions } from '../standIns/standIn';
import type { FieldContracts } from './fieldContract';

/** A credential in the field names of n8n's editor. */
export type CredentialData = Readonly<Record<string, string | boolean>>;

/**
 * All that the tests know about a vendor. Each `test/vendors/<vendor>/profile.ts` exports one by the
 * name `profile`, made of the vendor's document and of nothing in the package that is tested.
 */
export interface VendorProfile {
	/** The node type's name, and the name of the profile's folder. */
	readonly id: string;
	/** What people see in the editor. */
	readonly displayName: string;
	/** Further words by which the vendor, its hosts and its products are known, in small letters. */
	readonly otherNames: readonly string[];
	/** Another word by which people look for the node; one of its search words is this and no more. */
	readonly searchWord: string;
	readonly contract: VendorPromises;

	readonly startStandIn: (options: StandInOptions) => Promise<StandIn>;
	/** What opens the stand-in's first account; all fields but the address. */
	readonly credential: CredentialData;
	/** The credential's fields that lead to a server at this address. */
	readonly addressFields: (url: string) => Readonly<Record<string, string>> & {
		readonly baseUrl: string;
	};
	/** The secret that is entered wrongly, and the vendor's words for it. */
	readonly wrongField: string;
	readonly refusalWords: string;
	/** What authentication makes of the credential's secrets, with the items that are asked about. */
	readonly derivedSecrets?: (
		credential: CredentialData,
		items: readonly IDataObject[],
	) => readonly string[];

	readonly otherCall: OtherCall;

	readonly firstBalance: FirstBalance;
	/** The same as the test of the credential says it. */
	readonly shownBalance: string;

	/** Every way in which the vendor can be asked to write its reply. */
	readonly replyFormats: readonly ReplyFormat[];
	/** What the fields of its replies are called. */
	readonly replyNames: readonly string[];
	/** Reads the balance a second time, with nothing of the package; null where there is none. */
	readonly readIndependently: (text: string, reply: OracleReply) => OracleReading | null;
	/** The node's options by which one and the same reply is read differently. */
	readonly readingOptions: readonly string[];

	readonly installed: InstalledUse;
}

/** What saved workflows and credentials rely on. Names never change once released. */
export interface VendorPromises {
	readonly credentialFields: FieldContracts;
	/** The node's own parameters besides the operation, the limits and the options. */
	readonly parameters: FieldContracts;
	/** The node's own options besides the shared ones. */
	readonly options: FieldContracts;
	/** The parameter that the subtitle shows where it is filled in. */
	readonly shownInSubtitle?: string;
}

/** A request for something other than a balance, made with the credential in n8n's HTTP Request node. */
export interface OtherCall {
	readonly path: string;
	/** The node's parameters besides the address. */
	readonly parameters: IDataObject;
	readonly outcome:
		| { readonly kind: 'signed'; readonly isSigned: (request: ReceivedRequest) => boolean }
		| { readonly kind: 'refused'; readonly words: string };
}

/** What the documents make of the stand-in's first account; times and generated numbers are left out. */
export interface FirstBalance {
	readonly vendor: string;
	/** Absent where the credential's name takes its place. */
	readonly label?: string;
	readonly account: string | null;
	readonly balance: number;
	readonly balanceText: string;
	readonly unit: 'money' | 'credits';
	readonly currency: string | null;
	readonly creditLimit?: number;
	readonly available: number;
	readonly details?: object;
}

/** How the installed package is tried. */
export interface InstalledUse {
	/** The options that make a reply predictable, or let it pass through an inlined library. */
	readonly options: IDataObject;
	/** What that library has to refuse: well begun, but broken off. */
	readonly brokenBody: string;
	/** The format that the refusal then names. */
	readonly format: 'JSON' | 'XML';
	/** The details of the balance where the first one leaves them out; of some, what they look like. */
	readonly details?: Readonly<Record<string, string | RegExp>>;
}
