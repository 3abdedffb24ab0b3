import type { Urgency } from './rank.ts';

export interface WaitingFace {
  id: string;
  patient_id: string;
  visit_type_name: string;
  minutes: number;
  urgency: Urgency;
  note: string | null;
  put_at: string;
  from: string | null;
  until: string | null;
  closed: boolean;
  closed_reason: string | null;
  appointment_id: string | null;
}

/** iCalendar’s priority, as FHIR R4 has it: 1 is the highest, 9 the lowest. */
const priorities: Record<Urgency, number> = { urgent: 1, soon: 5, routine: 9 };

/** An entry of the waiting list as FHIR has it: an Appointment without a time, whose status is `waitlist` until it is closed. */
export function toWaiting({ id, patient_id, visit_type_name, minutes, urgency, note, put_at, from, until, closed, closed_reason, appointment_id }: WaitingFace): { resourceType: string; id: string } & Record<string, unknown> {
  const period = { ...(from === null ? {} : { start: from }), ...(until === null ? {} : { end: until }) };
  return {
    resourceType: 'Appointment', id,
    status: closed ? 'cancelled' : 'waitlist',
    ...(closed ? { cancelationReason: { text: appointment_id === null ? closed_reason ?? 'Closed' : 'A time was found' } } : {}),
    serviceType: [{ text: visit_type_name }],
    priority: priorities[urgency],
    minutesDuration: minutes,
    created: put_at,
    ...(note === null ? {} : { comment: note }),
    ...(appointment_id === null ? {} : { supportingInformation: [{ reference: `Appointment/${appointment_id}` }] }),
    participant: [{ actor: { reference: `Patient/${patient_id}` }, required: 'required', status: closed ? 'declined' : 'tentative' }],
    ...(Object.keys(period).length === 0 ? {} : { requestedPeriod: [period] }),
  };
}
