import type { Routes } from '@openward/platform/http';
import { read } from './fhir/read.ts';
import { vread } from './fhir/vread.ts';

/** What the department of exchange answers, by the names of its contract. */
export const routes: Routes = { fhir: { read, vread } };
