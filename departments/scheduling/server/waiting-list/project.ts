import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { records } from '@openward/records/api';
import type { Author } from '../author.ts';
import { toWaiting, type WaitingFace } from '../../rules/waiting-list/fhir.ts';

/** Gives the FHIR record an entry of the waiting list as it is now, in the transaction of the act. */
export async function projectEntry(tx: Tx, id: string, author: Author): Promise<void> {
  const { rows: [row] } = await sql<WaitingFace>`
    select w.id, w.patient_id, t.name as visit_type_name, t.minutes, w.urgency, w.note, to_char(w.put_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as put_at,
      w.asked ->> 'from' as "from", coalesce(w.asked ->> 'until', to_char(w.target_on, 'YYYY-MM-DD')) as until,
      w.closed_at is not null as closed, w.closed_reason, w.appointment_id
    from scheduling.wanted w join scheduling.visit_type t on t.id = w.visit_type_id where w.id = ${id}::uuid`.execute(tx);
  if (row === undefined) return;
  await records.putMany(tx, [{ resource: toWaiting(row), patient_id: row.patient_id, author }]);
}
