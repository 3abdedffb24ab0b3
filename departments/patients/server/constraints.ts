import { explainConstraints } from '@openward/platform/http';

/** What the breach of a constraint of ours means to a person. */
explainConstraints({
  coverage_once_at_a_time: {
    code: 'patients.coverage_overlaps',
    message: 'This policy is recorded already for some of these days',
    field: 'coverages',
  },
  coverage_payer_exists: { code: 'patients.unknown_payer', message: 'There is no such payer', field: 'coverages' },
  coverage_subscriber_patient_id_fkey: {
    code: 'patients.unknown_relative',
    message: 'There is no such patient',
    field: 'coverages',
  },
  patient_mother_id_fkey: { code: 'patients.unknown_relative', message: 'There is no such patient', field: 'mother_id' },
  related_person_linked_patient_id_fkey: {
    code: 'patients.unknown_relative',
    message: 'There is no such patient',
    field: 'related_people',
  },
  payer_name_once: { code: 'patients.payer_exists', message: 'There is a payer of this name already', field: 'name' },
  payer_code_once: { code: 'patients.payer_exists', message: 'There is a payer with this code already', field: 'code' },
  merge_of_roots: { code: 'patients.already_merged', message: 'One of the two has been merged with another record already' },
  merge_once: { code: 'patients.already_merged', message: 'This record has been merged already', field: 'merged_id' },
  merge_of_two: { status: 400, code: 'patients.same_record', message: 'These are the same record', field: 'merged_id' },
  merge_only_undone: { code: 'patients.merge_undone', message: 'This merge has been undone already' },
  merge_undone_in_order: {
    code: 'patients.later_merge',
    message: 'A later merge of this record must be undone first',
  },
});
