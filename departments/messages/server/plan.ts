import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { MessageKind } from '../contract/text.ts';

export interface PlannedMessage {
  about_kind: string;
  about_id: string;
  /** What was planned for earlier versions is cancelled. */
  version: number;
  patient_id: string;
  kind: MessageKind;
  /** From when on it is of no use. */
  expires_at: string;
  /** Reminders come before this, as the hospital set it; left out for none. */
  remind_before?: string | undefined;
}

/**
 * Plans messages in the transaction of what they are about, all of them in one statement; nothing where the hospital sends none. Planning
 * the same again plans nothing.
 */
export async function plan(tx: Tx, all: readonly PlannedMessage[]): Promise<void> {
  if (all.length === 0) return;
  await sql`
    with given as materialized (
      select g.*, s.reminder_minutes from messages.setting s cross join jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
        as g(about_kind text, about_id uuid, version int, patient_id uuid, kind text, expires_at timestamptz, remind_before timestamptz)
      where s.active
    ), outdated as (
      update messages.message m set state = 'cancelled', why = 'changed' from given g
      where g.version > 0 and m.about_kind = g.about_kind and m.about_id = g.about_id and m.about_version < g.version and m.state in ('planned', 'to-print')
    ), stopped as (
      update messages.message m set state = 'cancelled', why = 'gone' from given g
      where g.kind = 'called-off' and m.about_kind = g.about_kind and m.about_id = g.about_id and m.about_version = g.version and m.state = 'planned' and m.kind <> 'called-off'
    )
    insert into messages.message (about_kind, about_id, about_version, kind, lead_minutes, patient_id, due_at, expires_at)
      select about_kind, about_id, version, kind, 0, patient_id, now(), expires_at from given where expires_at > now()
    union all
      -- A reminder is of use until the next one comes.
      select g.about_kind, g.about_id, g.version, 'reminder', lead, g.patient_id, g.remind_before - make_interval(mins => lead),
        g.remind_before - make_interval(mins => coalesce((select max(less) from unnest(g.reminder_minutes) less where less < lead), 0))
      from given g cross join lateral (select distinct unnest(g.reminder_minutes)) as each(lead)
      where g.remind_before is not null and g.remind_before - make_interval(mins => lead) > now()
    on conflict do nothing`.execute(tx);
}

/** Cancels what is planned about something that is no more. */
export async function cancelPlanned(tx: Tx, about_kind: string, about_id: string): Promise<void> {
  await sql`update messages.message set state = 'cancelled', why = 'gone'
    where about_kind = ${about_kind} and about_id = ${about_id}::uuid and state in ('planned', 'to-print')`.execute(tx);
}

/** Keeps what a patient answered by the link of a message, with the messages that said so. */
export async function keepAnswer(tx: Tx, about_kind: string, about_id: string, version: number, answer: 'confirmed' | 'cancelled' | 'other-time' | 'accepted' | 'declined'): Promise<void> {
  await sql`update messages.message set answer = ${answer}, answered_at = now()
    where about_kind = ${about_kind} and about_id = ${about_id}::uuid and about_version = ${version} and state in ('sent', 'unresolved', 'claimed')`.execute(tx);
}
