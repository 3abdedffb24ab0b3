import { Problem } from '@openward/platform/http';
import type { Act, Reply } from '@openward/platform/http';
import { get } from '@openward/records/api';
import type { Offer, Resource, VisitType } from '@openward/scheduling/contract';
import { bookAppointment, cancelAppointment, findTimes, holdTime, kindSystem, listResources, listVisitTypes, readAppointments, readSlotId, slotId, toKind } from '@openward/scheduling/api';
import { answerText } from '../answer.ts';
import { fhirEndpoint } from '../endpoint.ts';
import { refuseUnseen } from '../see.ts';
import type { FhirRequest } from '../request.ts';
import { toSlot } from '../slot/resource.ts';
import { askedOf, oneOf, sentTo } from './parameters.ts';

// Finding and booking as the Argonaut scheduling guide has it: a proposal is an Appointment without an id; what it takes up stands in
// `slot` as Slots, one of each calendar, and in `supportingInformation` as Schedules. Who may what is asked by the scheduling itself.

const place = (name: string, summary: string) =>
  ({ method: 'POST', path: `/Appointment/$${name}`, summary, permission: 'scheduling.book', event: `exchange.fhir.${name}` }) as const;

export const findAppointment = fhirEndpoint(place('find', 'The next times at which all that is needed is free'), async (request, act) => {
  const asked = askedOf(request, ['visit-type', 'schedule', 'practitioner', 'specialty', 'language', 'start', 'end', '_count']);
  const type = await typeOf(act, oneOf(asked, 'visit-type'));
  const [specialty, language, from, until] = ['specialty', 'language', 'start', 'end'].map((name) => oneOf(asked, name));
  const count = Number(oneOf(asked, '_count') ?? 5);
  if (!Number.isInteger(count) || count < 1 || count > 50) throw fault('_count', '_count is a whole number from 1 to 50');
  const calendars = await listResources(act.tx);
  const named = asked.filter(([name]) => name === 'schedule' || name === 'practitioner').map(([name, value]) => {
    const id = value.replace(/^(Schedule|Practitioner)\//, '');
    return calendars.find((each) => (name === 'schedule' ? each.id : each.practitioner_id) === id)?.id ?? refuseCalendar(name);
  });
  const any = { ...(specialty === undefined ? {} : { specialty }), ...(language === undefined ? {} : { language }) };
  const needs = named.length > 0 ? named.map((id) => ({ resource_ids: [id], ...any })) : [{ resource_ids: [], kind: 'clinician' as const, ...any }];
  const instant = (name: string, text: string | undefined) => (text === undefined ? {} : { [name === 'start' ? 'from' : 'until']: instantOf(name, text) });
  const offers = await findTimes(act, { visit_type_id: type.id, needs, weekdays: [], ...instant('start', from), ...instant('end', until) }, count);
  const slots = new Map(offers.flatMap(({ start, end, resource_ids }) => resource_ids.map((resource_id) => {
    const slot = toSlot({ resource_id, visit_type_id: type.id, start, end, type, status: 'free' });
    return [slot.id, slot] as const;
  })));
  const entry = [
    ...offers.map((offer) => ({ resource: proposalOf(offer, type, calendars), search: { mode: 'match' } })),
    ...[...slots.values()].map((slot) => ({ fullUrl: `${request.base}/Slot/${slot.id}`, resource: slot, search: { mode: 'include' } })),
  ];
  return answerText(request, 200, JSON.stringify({ resourceType: 'Bundle', type: 'searchset', total: offers.length, ...(entry.length === 0 ? {} : { entry }) }));
});

export const holdAppointmentTime = fhirEndpoint(place('hold', 'Keep a proposed time for a few minutes'), async (request, act) => {
  const { proposal, type, resource_ids, start } = await proposed(request, act);
  const { hold_id, hold_until } = await holdTime(act, { visit_type_id: type.id, resource_ids, start, minutes: 10, overbook: false });
  const identifier = [{ system: 'urn:openward:hold', value: hold_id, period: { end: hold_until } }];
  return answerText(request, 201, JSON.stringify({ ...proposal, status: 'pending', identifier }));
});

export const bookAppointmentTime = fhirEndpoint(place('book', 'Book a proposed time for a patient'), async (request, act) => {
  const { proposal, type, resource_ids, start } = await proposed(request, act);
  const patient = references(proposal['participant'], 'Patient')[0] ?? refuse('Appointment.participant', 'The patient takes part in it');
  const hold_id = list(proposal['identifier']).find(({ system }) => system === 'urn:openward:hold')?.['value'];
  const found = await get(act.tx, 'Patient', patient);
  if (found?.patient_id == null) return refuseUnseen(act, 'Patient', patient);
  const reason = list(proposal['reasonCode'])[0]?.['text'];
  const booked = await bookAppointment(act, {
    patient_id: found.patient_id, visit_type_id: type.id, resource_ids, start, overbook: false, although_booked: false, referral: null, authorisation: null,
    reason: typeof reason === 'string' && reason.trim() !== '' ? reason.trim().slice(0, 500) : null, ...(typeof hold_id === 'string' ? { hold_id: keyOf(hold_id, 'Appointment.identifier') } : {}),
  });
  return answerKept(request, act, booked.id, 201);
});

export const cancelAppointmentTime = fhirEndpoint(
  { ...place('cancel', 'Call an appointment off, with the reason and who'), path: '/Appointment/{id}/$cancel' },
  async (request, act) => {
    const asked = askedOf(request, ['reason', 'by']);
    const by = oneOf(asked, 'by') ?? 'hospital';
    if (by !== 'patient' && by !== 'hospital') throw fault('by', 'by is patient or hospital');
    const reason = (oneOf(asked, 'reason') ?? '').trim();
    if (reason === '' || reason.length > 500) throw fault('reason', 'Calling off needs a reason, in at most 500 characters');
    const id = request.id ?? '';
    const [appointment] = /^[0-9a-f-]{36}$/.test(id) ? await readAppointments(act.tx, [id]) : [];
    if (appointment === undefined) return refuseUnseen(act, 'Appointment', id);
    await cancelAppointment(act, { patient_id: appointment.patient_id, appointment_id: id, version: appointment.version, by, reason });
    act.audit.patient(appointment.patient_id);
    return answerKept(request, act, id, 200);
  },
);

interface Proposed {
  proposal: Record<string, unknown>;
  type: VisitType;
  resource_ids: string[];
  start: string;
}

/** The Appointment that was sent, by itself or as `appt-resource`: its kind, its beginning and what it takes up. */
async function proposed(request: FhirRequest, act: Act): Promise<Proposed> {
  const sent = sentTo(request).find(({ name }) => name === 'appt-resource')?.resource as Record<string, unknown> | undefined;
  if (sent?.['resourceType'] !== 'Appointment') throw fault('Parameters.parameter', 'Send Parameters with an Appointment as appt-resource');
  const slots = references(sent['slot'], 'Slot');
  if (slots.length > 0) return ofSlots(sent, slots, act);
  const coding = list(list(sent['serviceType'])[0]?.['coding']).find(({ system }) => system === kindSystem);
  const type = await typeOf(act, typeof coding?.['code'] === 'string' ? coding['code'] : undefined);
  const schedules = references(sent['supportingInformation'], 'Schedule');
  if (schedules.length === 0 || schedules.length > 10) throw fault('Appointment.supportingInformation', 'Names the Schedules that it takes up');
  return { proposal: sent, type, resource_ids: schedules.map((id) => keyOf(id, 'Appointment.supportingInformation')), start: instantOf('Appointment.start', sent['start']) };
}

/** A time that is named by its Slots: they say the kind, the beginning and the calendars, and what stands beside them does not say otherwise. */
async function ofSlots(sent: Record<string, unknown>, ids: readonly string[], act: Act): Promise<Proposed> {
  const names = ids.map((id) => readSlotId(id) ?? refuse('Appointment.slot', 'Is no Slot of this hospital'));
  const { visit_type_id, start } = names[0]!;
  if (names.length > 10 || names.some((name) => name.visit_type_id !== visit_type_id || name.start !== start)) throw fault('Appointment.slot', 'Slots of one appointment begin together and are of one kind');
  if (sent['start'] !== undefined && instantOf('Appointment.start', sent['start']) !== start) throw fault('Appointment.start', 'Is another time than that of its Slot');
  const resource_ids = names.map(({ resource_id }) => resource_id);
  const schedules = references(sent['supportingInformation'], 'Schedule');
  if (schedules.length > 0 && schedules.toSorted().join() !== resource_ids.toSorted().join()) throw fault('Appointment.supportingInformation', 'Names other Schedules than its Slots do');
  const type = (await listVisitTypes(act.tx)).find(({ id, active }) => active && id === visit_type_id) ?? refuse('Appointment.slot', 'Is of a kind of appointment that is booked no more');
  const end = new Date(Date.parse(start) + type.minutes * 60_000).toISOString();
  return { proposal: { ...sent, serviceType: [toKind(type)], start, end, minutesDuration: type.minutes, supportingInformation: resource_ids.map((id) => ({ reference: `Schedule/${id}` })) }, type, resource_ids, start };
}

async function typeOf(act: Act, code: string | undefined): Promise<VisitType> {
  const bare = code?.replace(`${kindSystem}|`, '');
  return (await listVisitTypes(act.tx)).find((each) => each.active && each.code === bare) ?? refuse('visit-type', 'Names the code of a kind of appointment');
}

function proposalOf({ start, end, resource_ids, names }: Offer, type: VisitType, calendars: readonly Resource[]): object {
  const people = resource_ids.flatMap((id, at) => {
    const calendar = calendars.find((each) => each.id === id);
    const reference = calendar?.practitioner_id != null ? `Practitioner/${calendar.practitioner_id}` : calendar?.kind === 'room' ? `Location/${calendar.location_id}` : undefined;
    return [{ actor: { ...(reference === undefined ? {} : { reference }), display: names[at] }, required: 'required', status: 'needs-action' }];
  });
  return {
    resourceType: 'Appointment', status: 'proposed', serviceType: [toKind(type)], start, end,
    minutesDuration: type.minutes, slot: resource_ids.map((resource_id) => ({ reference: `Slot/${slotId({ resource_id, visit_type_id: type.id, start })}` })), supportingInformation: resource_ids.map((id) => ({ reference: `Schedule/${id}` })), participant: people,
  };
}

async function answerKept(request: FhirRequest, act: Act, id: string, status: number): Promise<Reply> {
  const kept = await get(act.tx, 'Appointment', id);
  return answerText(request, status, kept?.json ?? 'null', { location: `${request.base}/Appointment/${id}` });
}

const list = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : []) as Record<string, unknown>[];

/** The ids of the references of a type, of participants or by themselves. */
const references = (value: unknown, type: string): string[] => list(value).flatMap((each) => {
  const { reference } = (each['actor'] ?? each) as { reference?: unknown };
  return typeof reference === 'string' && reference.startsWith(`${type}/`) ? [reference.slice(type.length + 1)] : [];
});

const keyOf = (text: string, field: string): string =>
  (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : refuse(field, 'Is not a key of this hospital'));

function instantOf(field: string, value: unknown): string {
  if (typeof value === 'string' && /^2[01]\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value))) return new Date(value).toISOString();
  throw fault(field, 'Is an instant with its zone, such as 2026-03-21T08:30:00Z');
}

const fault = (field: string, message: string): Problem => new Problem(400, 'fhir.operation_parameter', message, { field });
const refuse = (field: string, message: string): never => {
  throw fault(field, message);
};
const refuseCalendar = (name: string): never => refuse(name, 'Has no calendar here');
