import { type CompiledQuery, sql } from 'kysely';
import { compiled, type Tx } from '@openward/platform/db';
import type { AuditEvent } from './event.ts';

export { purposes } from './event.ts';
export type { AuditEvent, Outcome, Purpose } from './event.ts';

/** Writes the event in the transaction of the act that it speaks of: both are kept, or neither. */
export async function writeEvent(tx: Tx, event: AuditEvent): Promise<void> {
  await tx.executeQuery(eventsStatement([event]));
}

/** The statement that writes events, for a transaction that sends it as its last. */
export function eventsStatement(events: readonly AuditEvent[]): CompiledQuery {
  return compiled(sql`insert into audit.event (name, outcome, actor_id, actor_name, actor_roles, session_id, token_id, subject_account_id,
      patient_id, shown, purpose, address, device, request_id, detail)
    select name, outcome, actor_id, actor_name, actor_roles, session_id, token_id, subject_account_id, patient_id, shown, purpose, address,
      device, request_id, detail
    from jsonb_to_recordset(${JSON.stringify(events.flatMap(rowsOf))}::jsonb) as e (name text, outcome text, actor_id uuid, actor_name text,
      actor_roles text[], session_id uuid, token_id uuid, subject_account_id uuid, patient_id uuid, shown uuid[], purpose text, address text,
      device text, request_id uuid, detail jsonb)`);
}

/** One row for each patient opened or changed, or a single one. */
function rowsOf({ patient_ids, ...event }: AuditEvent): object[] {
  const said = { actor_roles: [], purpose: 'TREAT', detail: {}, ...event };
  return patient_ids === undefined || patient_ids.length === 0 ? [said] : patient_ids.map((patient_id) => ({ ...said, patient_id }));
}
