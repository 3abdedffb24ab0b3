import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { clientFor } from '@openward/platform/ui';
import { recordsContract } from '../contract/index.ts';

/** Everything that the medical record can be asked for, as queries. */
export const recordQueries = createTanstackQueryUtils(clientFor(recordsContract), { path: ['records'] });
