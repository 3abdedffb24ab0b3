import type { Priority } from './due.ts';

export interface OutsideReferral {
  id: string;
  patient_id: string;
  from_name: string;
  their_number: string | null;
  document_id: string | null;
  reason: string;
  note: string | null;
  priority: Priority;
  department: { id: string; name: string } | null;
  at: string;
}

/** A referral that came on paper, as FHIR has it: the same ServiceRequest that one ordered here is. */
export function toServiceRequest({ id, patient_id, from_name, their_number, document_id, reason, note, priority, department, at }: OutsideReferral): { resourceType: string; id: string } & Record<string, unknown> {
  return {
    resourceType: 'ServiceRequest', id,
    ...(their_number === null ? {} : { identifier: [{ value: their_number, assigner: { display: from_name } }] }),
    status: 'active', intent: 'order',
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '3457005', display: 'Patient referral' }] }],
    priority,
    code: { text: 'Referral' },
    subject: { reference: `Patient/${patient_id}` },
    authoredOn: at,
    requester: { display: from_name },
    ...(department === null ? {} : { performer: [{ reference: `Organization/${department.id}`, display: department.name }] }),
    reasonCode: [{ text: reason }],
    ...(document_id === null ? {} : { supportingInfo: [{ reference: `DocumentReference/${document_id}` }] }),
    ...(note === null ? {} : { note: [{ text: note }] }),
  };
}
