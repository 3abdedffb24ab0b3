import { explainConstraints } from '@openward/platform/http';

/** What the breach of a constraint of ours means to a person. */
explainConstraints({
  approval_asked_once: { code: 'billing.asked_already', field: 'reason', message: 'Somebody has asked for this already; it waits for a decision' },
  approval_by_another: { code: 'billing.own_request', field: 'approval_id', message: 'Nobody decides what they asked themselves' },
  approval_is_decided: { code: 'billing.decided_already', field: 'approval_id', message: 'This was decided already' },
  approval_patient: { status: 422, code: 'billing.patient_unknown', field: 'patient_id', message: 'There is no such patient' },
  approval_currency: { status: 422, code: 'billing.currency_unknown', field: 'currency', message: 'Not a currency in use' },
  approval_limit_currency: { status: 422, code: 'billing.currency_unknown', field: 'limits', message: 'Not a currency in use' },
  approval_limit_pkey: { status: 422, code: 'billing.limit_twice', field: 'limits', message: 'A role has one limit for a kind in a currency' },
});
