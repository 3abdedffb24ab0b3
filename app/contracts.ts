import { authContract } from '@openward/platform/auth/contract';
import { installationContract } from '@openward/platform/installation/contract';
import { complianceContract } from '@openward/compliance/contract';
import { patientsContract } from '@openward/patients/contract';
import { recordsContract } from '@openward/records/contract';
import { staffContract } from '@openward/staff/contract';

/** Every declared endpoint of the hospital, by department. Safe for the browser. */
export const contracts = {
  installation: installationContract,
  auth: authContract,
  records: recordsContract,
  staff: staffContract,
  patients: patientsContract,
  compliance: complianceContract,
};
