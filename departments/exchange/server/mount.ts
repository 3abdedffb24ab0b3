import type { Routes } from '@openward/platform/http';
import { create } from './fhir/create.ts';
import { conditionalDeletion, deletion } from './fhir/delete.ts';
import { conditionalPatch, patch } from './fhir/patch.ts';
import { read } from './fhir/read.ts';
import { conditionalUpdate, update } from './fhir/update.ts';
import { vread } from './fhir/vread.ts';

/** What the department of exchange answers, by the names of its contract. */
export const routes: Routes = {
  fhir: { read, vread, create, update, conditionalUpdate, patch, conditionalPatch, deletion, conditionalDeletion },
};
