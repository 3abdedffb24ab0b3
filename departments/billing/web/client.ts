import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { clientFor } from '@openward/platform/ui';
import { billingContract } from '../contract/index.ts';

/** Everything that billing can be asked for. */
export const billing = clientFor(billingContract);

/** The same, as queries: `useQuery(billingQueries.approvals.queryOptions({ input: {} }))`. */
export const billingQueries = createTanstackQueryUtils(billing, { path: ['billing'] });
