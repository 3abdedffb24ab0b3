import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { clientFor } from '@openward/platform/ui';
import { staffContract } from '../contract/index.ts';

/** Everything that the staff department can be asked for. */
export const staff = clientFor(staffContract);

/** The same, as queries: `useQuery(staffQueries.read.queryOptions({ input: { practitioner_id } }))`. */
export const staffQueries = createTanstackQueryUtils(staff, { path: ['staff'] });
