import { screens as billing } from '@openward/billing/screens';
import { screens as compliance } from '@openward/compliance/screens';
import { screens as ledger } from '@openward/ledger/screens';
import { screens as messages } from '@openward/messages/screens';
import { screens as patients } from '@openward/patients/screens';
import { screens as records } from '@openward/records/screens';
import { screens as scheduling } from '@openward/scheduling/screens';
import { screens as staff } from '@openward/staff/screens';
import { screens as terminology } from '@openward/terminology/screens';
import { screens as visits } from '@openward/visits/screens';
import { screens as account } from './web/account/screens.ts';
import { screens as administration } from './web/administration/screens.ts';
import { start } from './web/start.tsx';

/** The web app: the departments put together, and nothing else. */
await start([terminology, records, patients, messages, ledger, billing, scheduling, visits, staff, compliance, account, administration]);
