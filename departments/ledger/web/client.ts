import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { clientFor } from '@openward/platform/ui';
import { ledgerContract } from '../contract/index.ts';

/** Everything that the ledger can be asked for. */
export const ledger = clientFor(ledgerContract);

/** The same, as queries: `useQuery(ledgerQueries.accounts.queryOptions({ input: {} }))`. */
export const ledgerQueries = createTanstackQueryUtils(ledger, { path: ['ledger'] });
