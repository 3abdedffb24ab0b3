import type { Appointment } from '../contract/appointment.ts';
import type { Resource as Calendar, VisitType } from '../contract/calendar.ts';

// The FHIR R4 faces of calendars and appointments. Empty parts are left out.

type Part = Record<string, unknown>;
type Resource = Part & { resourceType: string; id: string };

export const appointmentNumberSystem = 'urn:openward:appointment-number';

/** The system of the codes of kinds of appointments. */
export const kindSystem = 'urn:openward:visit-type';

type Actor = { id: string; kind: string; name: string; practitioner_id: string | null; location_id: string | null };

/** Somebody, a room, or a machine, which has no face of its own yet and is named. */
function actorOf({ kind, name, practitioner_id, location_id }: Actor): Part {
  if (practitioner_id !== null) return { reference: `Practitioner/${practitioner_id}`, display: name };
  return kind === 'room' && location_id !== null ? { reference: `Location/${location_id}`, display: name } : { display: name };
}

/** A calendar as a Schedule, with the days that its Slots lie on. */
export function toSchedule(calendar: Calendar, planningHorizon: { start: string; end: string } | null): Resource {
  const { id, active, specialties, name } = calendar;
  return {
    resourceType: 'Schedule', id, active,
    ...(specialties.length === 0 ? {} : { specialty: specialties.map((text) => ({ text })) }),
    actor: [actorOf(calendar)],
    ...(planningHorizon === null ? {} : { planningHorizon }),
    comment: name,
  };
}

/** A kind of appointment as a concept. */
export const toKind = ({ code, name }: Pick<VisitType, 'code' | 'name'>): Part => ({ coding: [{ system: kindSystem, code, display: name }], text: name });

/**
 * A kind of appointment as a HealthcareService: what can be booked, and by which code. It says no `availableTime`: when it can be had differs by clinician
 * and week, and Slots say it.
 */
export const toService = (type: VisitType): Resource => ({
  resourceType: 'HealthcareService', id: type.id, identifier: [{ use: 'official', system: kindSystem, value: type.code }], active: type.active, type: [toKind(type)], name: type.name,
  appointmentRequired: true,
});

/** An appointment as FHIR has it. Its Slots are not named: one that was made longer or moved off the grid fills none of them. */
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
