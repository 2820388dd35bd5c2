import { distinctKeys, watchKey, type WatchedAccount } from '../../nodes/shared/core/watchKey';
import { ADAPTERS } from '../vendors/adapters';
