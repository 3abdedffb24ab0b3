import type { Tx } from '@openward/platform/db';
import { records } from '@openward/records/api';
import type { Appointment } from '../contract/appointment.ts';
import { toAppointment, toResponse } from '../rules/fhir.ts';
import { readAppointments } from './appointment.sql.ts';
import type { Author } from './author.ts';
import { tellAppointment } from './news.ts';
import { followAppointments } from './rests-on-referral.ts';

/** Gives the FHIR record appointments that were just booked, each by its author. Returns them. */
export async function projectNew(tx: Tx, authors: ReadonlyMap<string, Author>): Promise<Appointment[]> {
  const appointments = await readAppointments(tx, [...authors.keys()]);
  await records.putMany(tx, appointments.map((appointment) => ({
    resource: toAppointment(appointment), patient_id: appointment.patient_id, author: authors.get(appointment.id) ?? null, if_version: 0,
  })));
  for (const appointment of appointments) tellAppointment(tx, appointment);
  return appointments;
}

/** Gives the FHIR record appointments as they are now, in the transaction of the act. Returns them. */
export async function projectAppointments(tx: Tx, ids: readonly string[], author: Author, { answered = false } = {}): Promise<Appointment[]> {
  const appointments = await readAppointments(tx, ids);
  const resources = appointments.flatMap((appointment) => {
    const response = answered ? toResponse(appointment) : null;
    return [toAppointment(appointment), ...(response === null ? [] : [response])].map((resource) => ({ resource, patient_id: appointment.patient_id, author }));
  });
  await records.putMany(tx, resources);
  await followAppointments(tx, appointments, author);
  for (const appointment of appointments) tellAppointment(tx, appointment);
  return appointments;
}
