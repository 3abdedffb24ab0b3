import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { authClient } from '@openward/platform/ui';

/** Accounts, roles and machines, as queries. */
export const authQueries = createTanstackQueryUtils(authClient, { path: ['administration'] });
