import { explainConstraints } from '@openward/platform/http';

/** What the breach of a constraint of ours means to a person. */
explainConstraints({
  visit_department: { status: 422, code: 'visits.department_unknown', field: 'department_id', message: 'No such department' },
  visit_location: { status: 422, code: 'visits.location_unknown', field: 'location_id', message: 'No such place' },
  visit_patient: { status: 422, code: 'records.unknown_patient', field: 'patient_id', message: 'There is no such patient' },
  visit_patient_stands: { code: 'visits.patient_merged', field: 'patient_id', message: 'This record was merged into another: open the visit there' },
  visit_patient_lives: { code: 'visits.patient_deceased', field: 'after_death', message: 'This patient is recorded as deceased' },
  visit_transition: { code: 'visits.transition', field: 'to', message: 'A visit in this state does not become that' },
  visit_times_in_order: { code: 'visits.times', message: 'The times of a visit follow one another' },
  visit_closed: { code: 'visits.closed', message: 'This visit is signed and closed: it is opened again first, with a reason' },
  visit_in_error_is_final: { code: 'visits.in_error', message: 'A visit that was entered in error does not change' },
  visit_needs_a_diagnosis: { code: 'visits.needs_a_diagnosis', field: 'no_diagnosis_reason', message: 'Signing needs a diagnosis, or a reason why there is none' },
  visit_reopened_says_why: { code: 'visits.reopening', field: 'reason', message: 'Opening a visit again needs a reason' },
  participant_practitioner: { status: 422, code: 'visits.practitioner_unknown', field: 'practitioner_id', message: 'Nobody in the staff directory has this key' },
  participant_once: { code: 'visits.takes_part_already', field: 'practitioner_id', message: 'This person takes part already' },
  participant_one_attender: { code: 'visits.attender_already', field: 'role', message: 'Somebody else answers for this visit' },
  paper_never_changes: { code: 'visits.paper_issued', message: 'A paper that was issued does not change' },
  paper_issuer_registered: { code: 'visits.issuer_unregistered', message: 'A certificate needs the registration number of its issuer' },
  diagnosis_rank_once: { code: 'visits.rank_taken', field: 'diagnoses', message: 'Each rank is given once for each use' },
});
