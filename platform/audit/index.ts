import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { AuditEvent } from './event.ts';

export { purposes } from './event.ts';
export type { AuditEvent, Outcome, Purpose } from './event.ts';

/** Writes the event in the transaction of the act that it speaks of: both are kept, or neither. */
export async function writeEvent(tx: Tx, event: AuditEvent): Promise<void> {
  await sql`select audit.write(${event.name}, ${event.outcome}, ${event.actor_id ?? null}::uuid, ${event.actor_name ?? null},
    ${event.actor_roles ?? []}::text[], ${event.session_id ?? null}::uuid, ${event.token_id ?? null}::uuid,
    ${event.subject_account_id ?? null}::uuid, ${event.patient_ids ?? []}::uuid[], ${event.shown ?? null}::uuid[],
    ${event.purpose ?? 'TREAT'}, ${event.address ?? null}, ${event.device ?? null}, ${event.request_id ?? null}::uuid,
    ${JSON.stringify(event.detail ?? {})}::jsonb)`.execute(tx);
}
