import type { Appointment } from '../contract/appointment.ts';
import type { Resource as Calendar } from '../contract/calendar.ts';

// The FHIR R4 faces of calendars and appointments. Empty parts are left out.

type Part = Record<string, unknown>;
type Resource = Part & { resourceType: string; id: string };

export const appointmentNumberSystem = 'urn:openward:appointment-number';

type Actor = { id: string; kind: string; name: string; practitioner_id: string | null; location_id: string | null };

/** Somebody, a room, or a machine, which has no face of its own yet and is named. */
function actorOf({ kind, name, practitioner_id, location_id }: Actor): Part {
  if (practitioner_id !== null) return { reference: `Practitioner/${practitioner_id}`, display: name };
  return kind === 'room' && location_id !== null ? { reference: `Location/${location_id}`, display: name } : { display: name };
}

/** A calendar as a Schedule. */
export function toSchedule(calendar: Calendar): Resource {
  const { id, active, specialties, name } = calendar;
  return {
    resourceType: 'Schedule', id, active,
    ...(specialties.length === 0 ? {} : { specialty: specialties.map((text) => ({ text })) }),
    actor: [actorOf(calendar)],
    comment: name,
  };
}

/** An appointment as FHIR has it; the reservations are its slots, which FHIR finds by `$find`. */
export function toAppointment(appointment: Appointment): Resource {
  const { id, number, status, visit_type_name, start, end, patient_id, resources, confirmed_at, reason, stopped_by, stopped_reason, booked_at, referral, referral_request_id } = appointment;
  const over = status === 'cancelled' || status === 'entered-in-error';
  return {
    resourceType: 'Appointment', id,
    identifier: [{ use: 'official', system: appointmentNumberSystem, value: number }],
    status,
    ...(status === 'cancelled' && stopped_by !== null
      ? { cancelationReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason', code: stopped_by === 'patient' ? 'pat' : 'prov' }], ...(stopped_reason === null ? {} : { text: stopped_reason }) } }
      : {}),
    serviceType: [{ text: visit_type_name }],
    ...(reason === null ? {} : { reasonCode: [{ text: reason }] }),
    ...(referral_request_id === null ? {} : { basedOn: [{ reference: `ServiceRequest/${referral_request_id}` }] }),
    start, end,
    minutesDuration: Math.round((Date.parse(end) - Date.parse(start)) / 60_000),
    created: booked_at,
    ...(referral === null ? {} : { comment: `Referral ${referral}` }),
    participant: [
      { actor: { reference: `Patient/${patient_id}` }, required: 'required', status: over ? 'declined' : confirmed_at === null ? 'needs-action' : 'accepted' },
      ...resources.map((each) => ({ actor: actorOf(each), required: 'required', status: over ? 'declined' : 'accepted' })),
    ],
  };
}

/** What the patient answered to an appointment; its id is that of the appointment, since there is one answer that holds. */
export function toResponse({ id, patient_id, start, end, confirmed_at }: Appointment): Resource | null {
  if (confirmed_at === null) return null;
  return {
    resourceType: 'AppointmentResponse', id, appointment: { reference: `Appointment/${id}` }, start, end,
    actor: { reference: `Patient/${patient_id}` }, participantStatus: 'accepted',
  };
}
