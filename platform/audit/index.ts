import { type CompiledQuery, sql } from 'kysely';
import { compiled, type Tx } from '@openward/platform/db';
import type { AuditEvent } from './event.ts';

export { purposes } from './event.ts';
export type { AuditEvent, Outcome, Purpose } from './event.ts';

/** Writes the event in the transaction of the act that it speaks of: both are kept, or neither. */
export async function writeEvent(tx: Tx, event: AuditEvent): Promise<void> {
  await tx.executeQuery(eventStatement(event));
}

/** The statement that writes the event, for a transaction that sends it as its last. */
export function eventStatement(event: AuditEvent): CompiledQuery {
  return compiled(sql`select audit.write(${event.name}, ${event.outcome}, ${event.actor_id ?? null}::uuid, ${event.actor_name ?? null},
    ${event.actor_roles ?? []}::text[], ${event.session_id ?? null}::uuid, ${event.token_id ?? null}::uuid,
    ${event.subject_account_id ?? null}::uuid, ${event.patient_ids ?? []}::uuid[], ${event.shown ?? null}::uuid[],
    ${event.purpose ?? 'TREAT'}, ${event.address ?? null}, ${event.device ?? null}, ${event.request_id ?? null}::uuid,
    ${JSON.stringify(event.detail ?? {})}::jsonb)`);
}
