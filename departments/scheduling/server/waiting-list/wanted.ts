import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { schedulingContract as contract, type Wanted, type WantedFields } from '../../contract/index.ts';
import { ranked } from '../../rules/waiting-list/rank.ts';
import { authorOf } from '../author.ts';
import { bookable } from '../book.ts';
import { openAppointment } from '../held.ts';
import { projectAppointments } from '../project.ts';
import { readEntries, readWaiting } from './entry.sql.ts';
import { endOffer, readOffers, shownOffer } from './offer.sql.ts';
import { projectEntry } from './project.ts';
import { closeEntry, putWanted, tellWaitingList } from './put.ts';

/** A screen shows so many, those first whom something is offered first; the filters bring the others. */
const shown_at_most = 500;

const nobody = (): Problem => new Problem(404, 'scheduling.wanted_unknown', 'Nobody waits here any more', { field: 'wanted_id' });

/** The appointments that an entry names are the patient’s own. */
async function ownAppointments(act: Act, patient_id: string, { gives_up_id, near }: Pick<WantedFields, 'gives_up_id' | 'near'>): Promise<void> {
  for (const appointment_id of [gives_up_id, near?.appointment_id ?? null]) if (appointment_id !== null) await openAppointment(act, { patient_id, appointment_id });
}

export const want = serve(contract.want, async (input, act) => {
  const patient_id = await bookable(act, input.patient_id);
  await ownAppointments(act, patient_id, input);
  const id = await putWanted(act.tx, { ...input, patient_id }, authorOf(act));
  act.audit.detail({ wanted_id: id, urgency: input.urgency });
  return { id };
});

export const wanted = serve(contract.wanted, async ({ visit_type_id, department_id, urgency }, act) => {
  const now = new Date();
  const order = ranked(await readWaiting(act.tx, { visit_type_id, department_id }), now).filter((each) => urgency === undefined || each.urgency === urgency);
  const whole = new Map((await readEntries(act.tx, order.slice(0, shown_at_most).map(({ id }) => id))).map((entry) => [entry.id, entry]));
  const entries = order.flatMap(({ id, rank, standing }) => {
    const entry = whole.get(id);
    return entry === undefined ? [] : [{ ...entry, rank, standing }];
  });
  const offers = new Map((await readOffers(act.tx, { ids: entries.flatMap(({ offer_id }) => (offer_id === null ? [] : [offer_id])) })).map((offer) => [offer.id, offer]));
  act.audit.shown(entries.map(({ patient_id }) => patient_id));
  return {
    total: order.length,
    wanted: entries.map(({ put_at, standing, gives_up, near, near_minutes, offer_id, referral_id: _referral, standing_id: _standing, ...entry }): Wanted => {
      const offer = offers.get(offer_id ?? '');
      return {
        ...entry, put_at: put_at.toISOString(), due: standing.due.toISOString(), waited_days: standing.waited_days, overdue_days: standing.overdue_days, put_back_days: standing.put_back_days,
        gives_up: gives_up === null ? null : { id: gives_up.id, start: gives_up.start, status: gives_up.status },
        near: near === null ? null : { id: near.id, start: near.start, status: near.status, minutes: near_minutes ?? 0 },
        offer: offer === undefined ? null : shownOffer(offer),
      };
    }),
  };
});

/** Locks an open entry of a record. Whoever comes second is told: 409 `scheduling.changed`. */
async function holdEntry(act: Act, patient_id: string, wanted_id: string, version: number | null): Promise<void> {
  await seeRecord(act, patient_id);
  const { rows: [row] } = await sql<{ version: number }>`select version from scheduling.wanted
    where id = ${wanted_id}::uuid and patient_id = any (${await records.aliasSet(act.tx, patient_id)}::uuid[]) and closed_at is null for update`.execute(act.tx);
  if (row === undefined) throw nobody();
  if (version !== null && row.version !== version) throw new Problem(409, 'scheduling.changed', 'Somebody else has changed this entry meanwhile', { field: 'version', version: row.version });
  act.audit.detail({ wanted_id });
}

/** What is offered for what is no longer wanted is taken back. */
async function withdrawOffer(act: Act, wanted_id: string): Promise<void> {
  const { rows } = await sql<{ id: string; hold_id: string }>`select id, hold_id from scheduling.offer where wanted_id = ${wanted_id}::uuid and state = 'open' for update`.execute(act.tx);
  for (const offer of rows) await endOffer(act.tx, offer, 'withdrawn', act.actor.display_name);
}

async function changed(act: Act, wanted_id: string): Promise<{ version: number }> {
  await projectEntry(act.tx, wanted_id, authorOf(act));
  tellWaitingList(act.tx);
  const { rows } = await sql<{ version: number }>`select version from scheduling.wanted where id = ${wanted_id}::uuid`.execute(act.tx);
  return { version: rows[0]?.version ?? 0 };
}

export const changeWanted = serve(contract.changeWanted, async (input, act) => {
  const { patient_id, wanted_id, version, asked, note, urgency, target_on, notice_hours, gives_up_id, near } = input;
  await holdEntry(act, patient_id, wanted_id, version);
  await ownAppointments(act, patient_id, input);
  await withdrawOffer(act, wanted_id);
  await sql`update scheduling.wanted set asked = ${JSON.stringify(asked)}::jsonb, visit_type_id = ${asked.visit_type_id}::uuid, note = ${note}, urgency = ${urgency}, target_on = ${target_on}::date,
      notice_hours = ${notice_hours}, gives_up_id = ${gives_up_id}::uuid, near_id = ${near?.appointment_id ?? null}::uuid, near_minutes = ${near?.minutes ?? null}
    where id = ${wanted_id}::uuid`.execute(act.tx);
  return changed(act, wanted_id);
});

export const pauseWanted = serve(contract.pauseWanted, async ({ patient_id, wanted_id, version, until, reason }, act) => {
  if (until !== null && reason === null) throw new Problem(422, 'scheduling.reason_needed', 'Say why nothing is offered', { field: 'reason' });
  await holdEntry(act, patient_id, wanted_id, version);
  if (until !== null) await withdrawOffer(act, wanted_id);
  await sql`update scheduling.wanted set paused_until = ${until}::date, paused_reason = ${until === null ? null : reason} where id = ${wanted_id}::uuid`.execute(act.tx);
  return changed(act, wanted_id);
});

export const closeWanted = serve(contract.closeWanted, async ({ patient_id, wanted_id, appointment_id, reason }, act) => {
  await holdEntry(act, patient_id, wanted_id, null);
  if (appointment_id !== null) await openAppointment(act, { patient_id, appointment_id });
  await withdrawOffer(act, wanted_id);
  if (!(await closeEntry(act.tx, wanted_id, { appointment_id, reason }, authorOf(act)))) throw nobody();
  // What the appointment rests on by now is told in its FHIR face too.
  if (appointment_id !== null) await projectAppointments(act.tx, [appointment_id], authorOf(act));
  return { closed: true };
});
