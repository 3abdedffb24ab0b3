import { explainConstraints } from '@openward/platform/http';
import { acts } from './acts/acts.routes.ts';
import { allergies } from './allergies/allergies.routes.ts';
import { familyHistory, socialHistory } from './histories/histories.routes.ts';
import { immunizations } from './immunizations/immunizations.routes.ts';
import { medicines } from './medicines/medicines.routes.ts';
import { printPrescription } from './orders/print.ts';
import { orders } from './orders/orders.routes.ts';
import { prescriptions } from './orders/prescriptions.ts';
import { carePlans, goals } from './care-plan/care-plans.routes.ts';
import { flags } from './flag/flags.routes.ts';
import { filledForms, questionnaires } from './questionnaire/questionnaires.routes.ts';
import { problems } from './problems/problems.routes.ts';
import { procedures } from './procedures/procedures.routes.ts';
import { growth } from './growth/growth.routes.ts';
import { inboxRoutes } from './inbox/inbox.routes.ts';
import { labelRoutes } from './labels/labels.routes.ts';
import { loopRoutes } from './loop/loop.routes.ts';
import { documentRoutes } from './documents/document.routes.ts';
import { uploadRoutes } from './documents/upload.routes.ts';
import { draftRoutes } from './notes/draft.routes.ts';
import { noteRoutes } from './notes/note.routes.ts';
import { printNote } from './notes/print.ts';
import { templateRoutes } from './notes/template.routes.ts';
import { compareVersions, resource, versions } from './resource.routes.ts';
import { results } from './results/results.routes.ts';
import { summary } from './summary.routes.ts';
import { news, timeline } from './timeline.routes.ts';
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
  note_never_changes: { code: 'records.note_signed', message: 'This note is signed: amend it, or add to it' },
  note_amended_once: { code: 'records.note_amended', message: 'This note was amended already: take the newer one' },
  note_not_cosigned_by_its_author: { status: 400, code: 'records.cosigned_by_oneself', field: 'cosigner_id', message: 'Nobody cosigns their own note' },
  document_never_changes: { code: 'records.document_kept', message: 'This file was kept, and never changes: replace it by another' },
  document_replaced_once: { code: 'records.document_replaced', field: 'replaces_id', message: 'This file was replaced already, or marked as made in error' },
  note_template_once: { code: 'records.template_exists', field: 'name', message: 'There is a template of this name already' },
  alias_pkey: { code: 'records.merged_already', message: 'This record is merged into another already' },
});

/** The routes of the medical record. */
export const routes = {
  timeline, news, summary, resource, versions, compareVersions, problems, allergies, medicines, orders, prescriptions, printPrescription, immunizations, procedures,
  familyHistory, socialHistory, flags, goals, carePlans, questionnaires, filledForms, ...acts, ...labelRoutes, ...loopRoutes, ...inboxRoutes,
  vitals, recordVitals, correctVitals, vitalsInError, setOxygenScale, vitalUnits, setVitalUnits, growth, results,
  ...draftRoutes, ...noteRoutes, ...templateRoutes, printNote, ...documentRoutes, ...uploadRoutes,
};
