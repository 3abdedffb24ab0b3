import { patientsContract } from '@openward/patients/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { clientFor } from '@openward/platform/ui';
import { complianceContract } from '../contract/index.ts';

/** Everything that the compliance department can be asked for. */
export const compliance = clientFor(complianceContract);

/** The same, as queries. */
export const complianceQueries = createTanstackQueryUtils(compliance, { path: ['compliance'] });

/** Finds the patient whose events are wanted. */
export const patientQueries = createTanstackQueryUtils(clientFor(patientsContract), { path: ['patients'] });
