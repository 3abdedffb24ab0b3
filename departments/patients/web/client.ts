import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { clientFor } from '@openward/platform/ui';
import { patientsContract } from '../contract/index.ts';

/** Everything that the patients department can be asked for. */
export const patients = clientFor(patientsContract);

/** The same, as queries: `useQuery(patientQueries.read.queryOptions({ input: { patient_id } }))`. */
export const patientQueries = createTanstackQueryUtils(patients, { path: ['patients'] });
