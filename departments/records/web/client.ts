import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { clientFor } from '@openward/platform/ui';
import { recordsContract } from '../contract/index.ts';

/** Everything that the medical record can be asked for. */
export const recordClient = clientFor(recordsContract);

/** The same, as queries. */
export const recordQueries = createTanstackQueryUtils(recordClient, { path: ['records'] });
