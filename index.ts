export { Cloud9MobileApi } from './credentials/Cloud9MobileApi.credentials';
export { IgSendApi } from './credentials/IgSendApi.credentials';
export { IntelliSoftwareApi } from './credentials/IntelliSoftwareApi.credentials';
export { KolmisoftM4Api } from './credentials/KolmisoftM4Api.credentials';
export { SectigoApi } from './credentials/SectigoApi.credentials';
export { AccountBalance } from './nodes/AccountBalance/AccountBalance.node';
export { Cloud9Mobile } from './nodes/Cloud9Mobile/Cloud9Mobile.node';
export { IgSend } from './nodes/IgSend/IgSend.node';
export { IntelliSoftware } from './nodes/IntelliSoftware/IntelliSoftware.node';
export { KolmisoftM4 } from './nodes/KolmisoftM4/KolmisoftM4.node';
export { Sectigo } from './nodes/Sectigo/Sectigo.node';
export type {
	BalanceDetails,
	BalanceItem,
	CombinedItem,
	FailedItem,
	WatchedBalanceItem,
	WatchedFailureItem,
	WatchItem,
} from './nodes/shared/item';
