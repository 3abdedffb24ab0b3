import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { patientsContract } from '@openward/patients/contract';
import { clientFor } from '@openward/platform/ui';
import { recordsContract } from '@openward/records/contract';
import { staffContract } from '@openward/staff/contract';
import { schedulingContract } from '../contract/index.ts';

/** Everything that the department of scheduling can be asked for. */
export const scheduling = clientFor(schedulingContract);

/** The same, as queries: `useQuery(schedulingQueries.day.queryOptions({ input: { date } }))`. */
export const schedulingQueries = createTanstackQueryUtils(scheduling, { path: ['scheduling'] });

/** Who the patients are. */
export const patientQueries = createTanstackQueryUtils(clientFor(patientsContract), { path: ['patients'] });

/** Staff, departments and places. */
export const staffQueries = createTanstackQueryUtils(clientFor(staffContract), { path: ['staff'] });

/** The files of a chart. */
export const recordQueries = createTanstackQueryUtils(clientFor(recordsContract), { path: ['records'] });
