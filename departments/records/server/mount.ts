import { explainConstraints } from '@openward/platform/http';
import { allergies } from './allergies/allergies.routes.ts';
import { problems } from './problems/problems.routes.ts';
import { resource, versions } from './resource.routes.ts';
import { summary } from './summary.routes.ts';
import { timeline } from './timeline.routes.ts';

explainConstraints({
  resource_patient: {
    status: 422, code: 'records.unknown_patient', field: 'subject', message: 'The resource names a patient who is not here',
  },
  alias_no_circle: { code: 'records.merged_already', message: 'These two records are read as one already' },
  alias_pkey: { code: 'records.merged_already', message: 'This record is merged into another already' },
});

/** The routes of the medical record. */
export const routes = { timeline, summary, resource, versions, problems, allergies };
