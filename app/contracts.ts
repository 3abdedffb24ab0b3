import { authContract } from '@openward/platform/auth/contract';
import { installationContract } from '@openward/platform/installation/contract';
import { billingContract } from '@openward/billing/contract';
import { complianceContract } from '@openward/compliance/contract';
import { exchangeContract } from '@openward/exchange/contract';
import { ledgerContract } from '@openward/ledger/contract';
import { messagesContract } from '@openward/messages/contract';
import { patientsContract } from '@openward/patients/contract';
import { recordsContract } from '@openward/records/contract';
import { schedulingContract } from '@openward/scheduling/contract';
import { staffContract } from '@openward/staff/contract';
import { terminologyContract } from '@openward/terminology/contract';
import { visitsContract } from '@openward/visits/contract';

/** Every declared endpoint of the hospital, by department. Safe for the browser. */
export const contracts = {
  installation: installationContract,
  auth: authContract,
  terminology: terminologyContract,
  records: recordsContract,
  staff: staffContract,
  patients: patientsContract,
  ledger: ledgerContract,
  billing: billingContract,
  messages: messagesContract,
  scheduling: schedulingContract,
  visits: visitsContract,
  exchange: exchangeContract,
  compliance: complianceContract,
};
