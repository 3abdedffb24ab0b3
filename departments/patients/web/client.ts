import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { clientFor } from '@openward/platform/ui';
import { recordsContract } from '@openward/records/contract';
import { patientsContract } from '../contract/index.ts';

/** Everything that the patients department can be asked for. */
export const patients = clientFor(patientsContract);

/** The same, as queries: `useQuery(patientQueries.read.queryOptions({ input: { patient_id } }))`. */
export const patientQueries = createTanstackQueryUtils(patients, { path: ['patients'] });

/** What the medical record can be asked for, by the screens of this department. */
export const chart = clientFor({ move: recordsContract.move });
