import { sql } from 'kysely';
import { badInput, Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import type { LoopKind, LoopOwner } from '../../contract/loop.ts';
import { toTask } from '../../rules/loop/task.ts';
import { rowOf } from '../row.ts';
import type { Author } from '../row.ts';
import { writeBatch } from '../write-batch.ts';
import { findLoop } from './loop.sql.ts';
import type { LoopRow } from './loop.sql.ts';

/** Something that must be closed from now on. Open it in the transaction of its cause. */
export interface NewLoop {
  kind: LoopKind;
  /** What is to be done, in words. */
  title: string;
  patient_id: string;
  owner: LoopOwner;
  due: Date | string;
  visit_id?: string | null;
  /** The resource that it is about, as it was put. */
  about?: { type: string; id: string } | null;
  author?: Author | null;
}

/**
 * Opens a loop, with its FHIR Task. An order, a referral, a result or a cosignature is open once: opened again, the one
 * that is open already is returned, and nothing changes.
 */
export async function openLoop(tx: Tx, loop: NewLoop): Promise<LoopRow> {
  const { kind, title, patient_id, owner, due, visit_id = null, about = null, author = null } = loop;
  await knownOwner(tx, owner);
  const { rows } = await sql<{ id: string }>`
    insert into records.loop (kind, title, patient_id, restricted, sensitivity, visit_id, about_type, about_id,
      owner_account, owner_role, owner_department, due, opened_by_name)
    select ${kind}, ${title.trim().slice(0, 500)}, ${patient_id}::uuid,
      coalesce((select restricted from records.compartment where patient_id = ${patient_id}::uuid), true),
      records.label_at(${about?.type ?? null}, ${about?.id ?? null}),
      ${visit_id}, ${about?.type ?? null}, ${about?.id ?? null}, ${ownerId(owner, 'account')}::uuid, ${ownerId(owner, 'role')},
      ${ownerId(owner, 'department')}, ${new Date(due)}::timestamptz, coalesce(${author?.name ?? null}, (select display_name from auth.account where id = platform.actor_id()))
    on conflict do nothing returning id`.execute(tx);
  const id = rows[0]?.id ?? (await openAlready(tx, kind, about));
  const opened = await readLoop(tx, id);
  if (rows.length > 0) await projectLoop(tx, opened, author);
  return opened;
}

/** Gives the FHIR record the loop as it is now. */
export async function projectLoop(tx: Tx, loop: LoopRow, author: Author | null = null): Promise<void> {
  // The table is the truth: where it was moved to, its FHIR face goes too.
  const { outcomes: [outcome] } = await writeBatch(tx, [rowOf({ resource: toTask(loop), patient_id: loop.patient_id, author, moves: true })]);
  if (outcome !== undefined && 'refused' in outcome) throw outcome.refused;
}

/** A loop that must be there. */
export async function readLoop(tx: Tx, id: string): Promise<LoopRow> {
  const found = await findLoop(tx, id);
  if (found === undefined) throw new Problem(404, 'records.unknown_loop', 'There is no such thing to be done', { field: 'loop_id' });
  return found;
}

export const ownerId = (owner: LoopOwner, kind: LoopOwner['kind']): string | null => (owner.kind === kind ? owner.id : null);

/** Refuses an owner who cannot close anything. */
export async function knownOwner(tx: Tx, owner: LoopOwner, field = 'owner'): Promise<void> {
  const { rows } = await sql<{ known: boolean }>`select case ${owner.kind}
      when 'account' then exists (select from auth.account where id::text = ${owner.id} and kind = 'person' and disabled_at is null)
      when 'role' then exists (select from auth.role where name = ${owner.id})
      else exists (select from records.resource where type = 'Organization' and id = ${owner.id} and not deleted)
    end as known`.execute(tx);
  if (rows[0]?.known !== true) throw badInput(field, 'records.unknown_owner', 'There is no such person, role or department to give this to');
}

async function openAlready(tx: Tx, kind: LoopKind, about: NewLoop['about']): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from records.loop
    where state = 'open' and kind = ${kind} and about_type = ${about?.type ?? null} and about_id = ${about?.id ?? null}`.execute(tx);
  if (rows[0] === undefined) throw new Problem(409, 'conflict.busy', 'Others were changing the same record; try again');
  return rows[0].id;
}
