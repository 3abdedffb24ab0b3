import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Problem, type Act } from '@openward/platform/http';
import type { Effect, Move, Stranded } from '../../contract/index.ts';
import { authorOf } from '../author.ts';
import { tellDuty } from '../news.ts';
import { projectSchedules } from '../schedules.ts';
import { rebuild } from './rebuild.ts';
import { moveAll, stranded, suggest } from './stranded.ts';

/** What somebody changes of the calendars, and whose sessions are made anew for it. */
export interface Change {
  tx: Tx;
  /** Does it; returns whose sessions it concerns. */
  work: () => Promise<readonly string[]>;
}

/** Does it all, looks, and takes it back. */
export async function preview({ tx, work }: Change, prefer: 'same-people' | 'same-time'): Promise<Effect> {
  const now = new Date();
  await sql`savepoint preview`.execute(tx);
  const effect = await rebuildAll(tx, await work(), now);
  const answer = { ...effect, stranded: await suggest(tx, effect.stranded, prefer, now) };
  await sql`rollback to savepoint preview`.execute(tx);
  return answer;
}

/** Makes the sessions anew, moves whom the keeper moves, and refuses to leave anybody without one who is booked. */
export async function settled(act: Act, resource_ids: readonly string[], moves: readonly Move[] = []): Promise<Effect> {
  const effect = await rebuildAll(act.tx, resource_ids, new Date());
  const { sessions, added, removed } = effect;
  tellDuty(act.tx);
  await projectSchedules(act.tx, resource_ids, authorOf(act));
  act.audit.detail({ resource_ids: resource_ids.slice(0, 20), sessions, added, removed });
  if (effect.stranded.length === 0 && moves.length === 0) return effect;
  await moveAll(act, moves);
  const left = moves.length === 0 ? effect.stranded : await strandedOf(act.tx, resource_ids);
  if (left.length > 0) {
    throw new Problem(409, 'scheduling.strands', `${left.length} booked appointments would be left without a session: move them first`, { stranded: left });
  }
  return { ...effect, stranded: [] };
}

/** One after the other in one order, so that two who change several do not wait for each other in a ring. */
async function rebuildAll(tx: Tx, resource_ids: readonly string[], now: Date): Promise<Effect> {
  const all: Effect = { sessions: 0, added: 0, removed: 0, next: [], outside_duty: [], stranded: [] };
  for (const id of [...new Set(resource_ids)].sort()) {
    const one = await rebuild(tx, id, now);
    all.sessions += one.sessions;
    all.added += one.added;
    all.removed += one.removed;
    all.next.push(...one.next);
    all.outside_duty.push(...one.outside_duty);
    all.stranded.push(...one.stranded);
  }
  return all;
}

async function strandedOf(tx: Tx, resource_ids: readonly string[]): Promise<Stranded[]> {
  const found: Stranded[] = [];
  for (const id of resource_ids) found.push(...await stranded(tx, id));
  return found;
}

/** A holiday concerns every calendar that has rules. */
export async function concerned(tx: Tx, resource_id: string | null): Promise<string[]> {
  if (resource_id !== null) return [resource_id];
  const { rows } = await sql<{ id: string }>`select distinct resource_id as id from scheduling.template order by 1`.execute(tx);
  return rows.map(({ id }) => id);
}
