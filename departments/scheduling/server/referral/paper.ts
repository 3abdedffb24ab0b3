import type { Block } from '@openward/platform/print';
import { printedDate, printedInstant } from '@openward/platform/time';
import type { Referral } from '../../contract/referral.ts';

const priorities: Record<Referral['priority'], string> = { routine: 'Routine', urgent: 'Urgent', asap: 'As soon as possible', stat: 'At once' };
const states: Record<Referral['state'], string> = { received: 'Received; a clinician decides', accepted: 'Accepted; a time is looked for', booked: 'Accepted and booked', done: 'The patient was seen', rejected: 'Rejected' };

/** What is printed of a referral: for whoever referred, the patient and the payer. Days and times are those of `zone`. */
export function referralBlocks(referral: Referral, zone: string): Block[] {
  const { from_name, from_contact, their_number, authorisation, reason, priority, department_name, received_at, state, target_on, appointment_start, decided_by, decided_at, decision_note } = referral;
  const fact = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
  return [
    { kind: 'facts', facts: [
      { label: 'Referred by', value: from_name }, ...fact('Contact', from_contact), ...fact('Their number', their_number), ...fact('Authorisation of the payer', authorisation),
      { label: 'Received', value: printedInstant(new Date(received_at), zone) }, ...fact('To', department_name), { label: 'Priority', value: priorities[priority] },
    ] },
    { kind: 'heading', text: 'Reason' }, { kind: 'text', text: reason },
    { kind: 'heading', text: 'Decision' },
    { kind: 'facts', facts: [
      { label: 'State', value: states[state] }, ...fact('To be seen by', target_on === null ? null : printedDate(target_on)),
      ...fact('Appointment', appointment_start === null ? null : printedInstant(new Date(appointment_start), zone)),
      ...fact('Decided by', decided_by), ...fact('Decided', decided_at === null ? null : printedInstant(new Date(decided_at), zone)), ...fact('Note', decision_note),
    ] },
    { kind: 'signature' },
  ];
}
