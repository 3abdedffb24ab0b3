import { sql } from 'kysely';
import { announce, type Tx } from '@openward/platform/db';
import { liveTopics } from '@openward/platform/http';
import type { WantedFields } from '../../contract/waiting-list.ts';
import type { Author } from '../author.ts';
import { referralOf, restOn } from '../rests-on-referral.ts';
import { projectEntry } from './project.ts';

liveTopics({ 'waiting-list': 'scheduling.read' });

/** Everybody who looks at the waiting list learns that it has changed. */
export const tellWaitingList = (tx: Tx): void => announce(tx, 'waiting-list');

/** Puts somebody on the waiting list. Whoever calls has made sure that they may see the patient. */
export async function putWanted(tx: Tx, input: WantedFields & { patient_id: string }, author: Author): Promise<string> {
  const { patient_id, asked, note, urgency, target_on, notice_hours, gives_up_id, near } = input;
  const { rows } = await sql<{ id: string }>`
    insert into scheduling.wanted (patient_id, visit_type_id, asked, note, urgency, target_on, notice_hours, gives_up_id, near_id, near_minutes, put_by_name)
    values (${patient_id}::uuid, ${asked.visit_type_id}::uuid, ${JSON.stringify(asked)}::jsonb, ${note}, ${urgency}, ${target_on}::date, ${notice_hours}, ${gives_up_id}::uuid,
      ${near?.appointment_id ?? null}::uuid, ${near?.minutes ?? null}, ${author.name}) returning id`.execute(tx);
  const id = rows[0]!.id;
  await projectEntry(tx, id, author);
  tellWaitingList(tx);
  return id;
}

/** Closes an entry: with the appointment that came of it, or the reason. False where it was closed already. */
export async function closeEntry(tx: Tx, id: string, { appointment_id, reason }: { appointment_id: string | null; reason: string | null }, author: Author): Promise<boolean> {
  const { numAffectedRows } = await sql`update scheduling.wanted set closed_at = now(), appointment_id = ${appointment_id}::uuid, closed_reason = ${reason}
    where id = ${id}::uuid and closed_at is null`.execute(tx);
  if (numAffectedRows !== 1n) return false;
  // Taken off the list without a time: its referral is to be decided again.
  if (appointment_id === null) await sql`update scheduling.referral set wanted_id = null where wanted_id = ${id}::uuid and state = 'accepted'`.execute(tx);
  const referral = appointment_id === null ? null : await referralOf(tx, id);
  if (referral !== null && appointment_id !== null) await restOn(tx, referral.id, appointment_id, author);
  await projectEntry(tx, id, author);
  tellWaitingList(tx);
  return true;
}
