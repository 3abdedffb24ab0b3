import { sql } from 'kysely';
import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import type { LoopOutcome, LoopOwner } from '../../contract/loop.ts';
import type { Author } from '../row.ts';
import type { LoopRow } from './loop.sql.ts';
import { knownOwner, ownerId, projectLoop, readLoop } from './open.ts';

/** How a loop ends: done, with its outcome, or cancelled, with the reason. */
export type Closing =
  | { outcome: LoopOutcome; note?: string | null; version?: number; author?: Author | null }
  | { cancelled: string; version?: number; author?: Author | null };

/** Closes a loop. Of two who close it at once, one does; the other is told who did. */
export async function closeLoop(tx: Tx, id: string, closing: Closing): Promise<LoopRow> {
  const cancelled = 'cancelled' in closing;
  const { rows } = await sql<{ id: string }>`
    update records.loop set state = ${cancelled ? 'cancelled' : 'done'}, outcome = ${cancelled ? null : closing.outcome},
      note = ${cancelled ? closing.cancelled : closing.note?.trim() || null}, closed_at = clock_timestamp(), closed_by = platform.actor_id(),
      closed_by_name = coalesce(${closing.author?.name ?? null}, (select display_name from auth.account where id = platform.actor_id()))
    where id = ${id}::uuid and state = 'open' and (${closing.version ?? null}::int is null or version = ${closing.version ?? null})
    returning id`.execute(tx);
  const loop = await readLoop(tx, id);
  if (rows.length === 0) throw refusal(loop);
  await projectLoop(tx, loop, closing.author ?? null);
  return loop;
}

/** Closes what is open about a resource: its kinds, or all. Returns what was closed. */
export async function closeLoopsAbout(
  tx: Tx, about: { type: string; id: string }, closing: Closing, kinds: readonly string[] | null = null,
): Promise<LoopRow[]> {
  const { rows } = await sql<{ id: string }>`select id from records.loop
    where about_type = ${about.type} and about_id = ${about.id} and state = 'open'
      and (${kinds}::text[] is null or kind = any (${kinds}::text[]))
    order by id for update`.execute(tx);
  const closed: LoopRow[] = [];
  for (const { id } of rows) closed.push(await closeLoop(tx, id, closing));
  return closed;
}

/** What is about a resource goes with it into the record of another patient. */
export async function moveLoopsAbout(tx: Tx, about: { type: string; id: string }, patient_id: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update records.loop l set patient_id = c.patient_id, restricted = c.restricted
    from records.compartment c where c.patient_id = ${patient_id}::uuid and l.about_type = ${about.type} and l.about_id = ${about.id}
    returning l.id`.execute(tx);
  for (const { id } of rows) await projectLoop(tx, await readLoop(tx, id));
}

/** What is open about a resource is due at another time. */
export async function setDueAbout(tx: Tx, about: { type: string; id: string }, due: Date, kinds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update records.loop set due = ${due}::timestamptz
    where about_type = ${about.type} and about_id = ${about.id} and state = 'open' and kind = any (${kinds}::text[]) and due <> ${due}::timestamptz
    returning id`.execute(tx);
  for (const { id } of rows) await projectLoop(tx, await readLoop(tx, id));
}

/** Hands a loop to another owner, or gives it another due time. */
export async function reassignLoop(
  tx: Tx, id: string, { owner, due, version, author = null }: { owner: LoopOwner; due?: string | undefined; version?: number; author?: Author | null },
): Promise<LoopRow> {
  await knownOwner(tx, owner);
  const { rows } = await sql<{ id: string }>`
    update records.loop set owner_account = ${ownerId(owner, 'account')}::uuid, owner_role = ${ownerId(owner, 'role')},
      owner_department = ${ownerId(owner, 'department')}, due = coalesce(${due ?? null}::timestamptz, due)
    where id = ${id}::uuid and state = 'open' and (${version ?? null}::int is null or version = ${version ?? null})
    returning id`.execute(tx);
  const loop = await readLoop(tx, id);
  if (rows.length === 0) throw refusal(loop);
  await projectLoop(tx, loop, author);
  return loop;
}

function refusal(loop: LoopRow): Problem {
  if (loop.state === 'open') {
    return new Problem(409, 'records.loop_changed', 'Somebody else has changed this since you opened it', { field: 'version', version: loop.version });
  }
  return new Problem(409, 'records.loop_closed', 'This was closed already', {
    state: loop.state, closed_by: loop.closed_by_name, closed_at: loop.closed_at?.toISOString(),
  });
}
