import type { Routes } from '@openward/platform/http';
import { routes as auth } from '@openward/platform/auth/mount';
import { routes as installation } from '@openward/platform/installation/mount';
import { routes as billing } from '@openward/billing/mount';
import { routes as compliance } from '@openward/compliance/mount';
import { routes as exchange } from '@openward/exchange/mount';
import { routes as ledger } from '@openward/ledger/mount';
import { routes as messages } from '@openward/messages/mount';
import { routes as patients } from '@openward/patients/mount';
import { routes as records } from '@openward/records/mount';
import { routes as scheduling } from '@openward/scheduling/mount';
import { routes as staff } from '@openward/staff/mount';
import { routes as terminology } from '@openward/terminology/mount';
import { routes as visits } from '@openward/visits/mount';

/** Every endpoint of the hospital, by department. */
export const routes: Routes = { installation, auth, terminology, records, staff, patients, messages, ledger, billing, scheduling, visits, exchange, compliance };
