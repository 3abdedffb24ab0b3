import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { patientsContract } from '@openward/patients/contract';
import { clientFor } from '@openward/platform/ui';
import { schedulingContract } from '@openward/scheduling/contract';
import { staffContract } from '@openward/staff/contract';
import { visitsContract } from '../contract/index.ts';

/** Everything that the department of visits can be asked for. */
export const visits = clientFor(visitsContract);

/** The same, as queries: `useQuery(visitQueries.read.queryOptions({ input: { patient_id, visit_id } }))`. */
export const visitQueries = createTanstackQueryUtils(visits, { path: ['visits'] });

/** Who works here, and where. */
export const staffQueries = createTanstackQueryUtils(clientFor(staffContract), { path: ['staff'] });

/** Who the patients are. */
export const patientQueries = createTanstackQueryUtils(clientFor(patientsContract), { path: ['patients'] });

/** Which calendars and kinds of appointments there are. */
export const schedulingQueries = createTanstackQueryUtils(clientFor(schedulingContract), { path: ['scheduling'] });
