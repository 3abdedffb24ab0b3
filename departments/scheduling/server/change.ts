import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { schedulingContract as contract, type Appointment, type AppointmentStatus } from '../contract/index.ts';
import { lengthFits, lengthsOf } from '../rules/length.ts';
import { reserve } from './appointment.sql.ts';
import { overbooking } from './book.ts';
import { answer, holdAppointment, type Named } from './held.ts';
import { placed, refusal } from './when.ts';

export interface Rescheduling extends Named {
  version: number;
  resource_ids: readonly string[];
  overbook: boolean;
  overbook_because?: string | null;
  /** Why it is moved. */
  reason?: string | null;
  start?: string | undefined;
  wall_clock?: string | undefined;
  /** Otherwise it stays as long as it is. */
  minutes?: number | undefined;
}

export const reschedule = serve(contract.reschedule, (input, act) => rescheduleAppointment(act, input));

/** Moves an appointment. The reservations are exchanged in this transaction: where the new ones cannot be had, nothing of it happened. */
export async function rescheduleAppointment(act: Act, input: Rescheduling): Promise<Appointment> {
  const appointment = await holdAppointment(act, input);
  if (!['booked', 'noshow'].includes(appointment.status)) throw new Problem(409, 'scheduling.over', 'Only an appointment that is still to come moves', { field: 'version' });
  const overbooked_because = overbooking(act, appointment.patient_id, input);
  const now = (Date.parse(appointment.end) - Date.parse(appointment.start)) / 60_000;
  const length = input.minutes ?? now;
  const at = await placed(act, { ...input, visit_type_id: appointment.visit_type_id, length });
  if (length !== now && !lengthFits(length, at.type.minutes)) {
    const { least, most } = lengthsOf(at.type.minutes);
    throw new Problem(422, 'scheduling.length', `${at.type.name} takes ${least} to ${most} minutes, in steps of 5`, { field: 'minutes', least, most });
  }
  const { refused } = await reserve(act.tx, {
    appointment_id: appointment.id, hold: null, resource_ids: input.resource_ids, visit_type_id: at.type.id, from: at.from, until: at.until, overbook: input.overbook,
  });
  if (refused !== null) throw await refusal(act.tx, refused, at, input.resource_ids);
  await sql`select set_config('scheduling.because', ${input.reason ?? ''}, true)`.execute(act.tx);
  await sql`update scheduling.appointment set during = tstzrange(${at.start}::timestamptz, ${at.end}::timestamptz), zone = ${at.moment.zone}, wall_clock = ${at.moment.wall_clock},
      resource_ids = array(select unnest(${input.resource_ids}::uuid[]) order by 1), status = 'booked', overbooked = ${input.overbook}, overbooked_because = ${overbooked_because},
      updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${appointment.id}::uuid`.execute(act.tx);
  // What is changed later in this transaction has another reason.
  await sql`select set_config('scheduling.because', '', true)`.execute(act.tx);
  return answer(act, appointment.id);
}

/** Brings an appointment to a state that may follow; the database has the last word. */
async function bring(act: Act, appointment: Appointment, to: AppointmentStatus, stop: { by: 'patient' | 'hospital'; reason: string } | null = null): Promise<Appointment> {
  if (!appointment.next.includes(to)) {
    throw new Problem(409, 'scheduling.transition', `An appointment that is ${appointment.status} does not become ${to}`, { field: 'to', next: appointment.next });
  }
  await sql`update scheduling.appointment set status = ${to}, stopped_by = ${stop?.by ?? null}, stopped_reason = ${stop?.reason ?? null},
      arrived_at = case when ${to} = 'booked' then null when ${to} = 'arrived' then coalesce(arrived_at, now()) else arrived_at end,
      updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${appointment.id}::uuid`.execute(act.tx);
  if (to === 'fulfilled') await sql`select scheduling.measure_appointment(${appointment.id}::uuid)`.execute(act.tx);
  return answer(act, appointment.id);
}

export const cancel = serve(contract.cancel, (input, act) => cancelAppointment(act, input));

/** Calls an appointment off; its time is free again. */
export const cancelAppointment = async (act: Act, input: Named & { version: number; by: 'patient' | 'hospital'; reason: string }): Promise<Appointment> =>
  bring(act, await holdAppointment(act, input), 'cancelled', input);

export const withdraw = serve(contract.withdraw, async (input, act) => bring(act, await holdAppointment(act, input), 'entered-in-error', { by: 'hospital', reason: input.reason }));

export const advance = serve(contract.advance, async (input, act) => {
  const appointment = await holdAppointment(act, input);
  if (input.to === 'noshow' && Date.parse(appointment.start) > Date.now()) {
    throw new Problem(409, 'scheduling.not_yet', 'This appointment has not begun yet: whoever does not come is called off', { field: 'to' });
  }
  return bring(act, appointment, input.to);
});

export const confirm = serve(contract.confirm, async (input, act) => {
  const { id, status } = await holdAppointment(act, input);
  if (status !== 'booked') throw new Problem(409, 'scheduling.over', 'Only an appointment that is still to come is confirmed', { field: 'version' });
  await sql`update scheduling.appointment set confirmed_at = coalesce(confirmed_at, now()), updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${id}::uuid`.execute(act.tx);
  return answer(act, id, { answered: true });
});
