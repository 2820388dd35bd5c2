/** Why there is no balance: the one vocabulary that every vendor's answers are put into. */
export type RefusalKind =
	| 'authentication'
	| 'invalidRequest'
	| 'notFound'
	| 'notAllowed'
	| 'rateLimited'
	| 'vendorUnavailable'
	| 'refused'
	| 'unexpectedReply'
	| 'internal';
