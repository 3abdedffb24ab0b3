import { explainConstraints } from '@openward/platform/http';
import { acts } from './acts/acts.routes.ts';
import { allergies } from './allergies/allergies.routes.ts';
import { familyHistory, socialHistory } from './histories/histories.routes.ts';
import { immunizations } from './immunizations/immunizations.routes.ts';
import { medicines } from './medicines/medicines.routes.ts';
import { orders, prescriptions } from './orders/orders.routes.ts';
import { problems } from './problems/problems.routes.ts';
import { procedures } from './procedures/procedures.routes.ts';
import { inboxRoutes } from './inbox/inbox.routes.ts';
import { loopRoutes } from './loop/loop.routes.ts';
import { resource, versions } from './resource.routes.ts';
import { summary } from './summary.routes.ts';
import { timeline } from './timeline.routes.ts';
import { correctVitals, vitalsInError } from './vitals/correct.routes.ts';
import { setOxygenScale } from './vitals/oxygen-scale.routes.ts';
import { setVitalUnits, vitals, vitalUnits } from './vitals/read.routes.ts';
import { recordVitals } from './vitals/record.routes.ts';

explainConstraints({
  resource_patient: {
    status: 422, code: 'records.unknown_patient', field: 'subject', message: 'The resource names a patient who is not here',
  },
  alias_no_circle: { code: 'records.merged_already', message: 'These two records are read as one already' },
  loop_patient: { status: 422, code: 'records.unknown_patient', field: 'patient_id', message: 'There is no such patient' },
  loop_owner_role: { code: 'records.role_has_work', message: 'Something that is open, or was, belongs to this role' },
  loop_closed_stays: { code: 'records.loop_closed', message: 'This was closed already' },
  cover_once_at_a_time: { code: 'records.cover_overlaps', field: 'from', message: 'Somebody covers for you already for a part of this time' },
  cover_is_by_another: { status: 400, code: 'records.cover_by_oneself', field: 'colleague_id', message: 'Nobody covers for themselves' },
  alias_pkey: { code: 'records.merged_already', message: 'This record is merged into another already' },
});

/** The routes of the medical record. */
export const routes = {
  timeline, summary, resource, versions, problems, allergies, medicines, orders, prescriptions, immunizations, procedures,
  familyHistory, socialHistory, ...acts, ...loopRoutes, ...inboxRoutes,
  vitals, recordVitals, correctVitals, vitalsInError, setOxygenScale, vitalUnits, setVitalUnits,
};
