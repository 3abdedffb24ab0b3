import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { clientFor } from '@openward/platform/ui';
import { terminologyContract } from '../contract/index.ts';

/** Everything that the department of terminology can be asked for, as queries. */
export const terminologyQueries = createTanstackQueryUtils(clientFor(terminologyContract), { path: ['terminology'] });
