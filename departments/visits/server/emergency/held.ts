import { sql } from 'kysely';
import { announce, type Tx } from '@openward/platform/db';
import { liveTopics, Problem, type Act } from '@openward/platform/http';
import type { Emergency } from '../../contract/index.ts';
import { authorOf } from '../author.ts';
import { openVisit, unknownVisit } from '../hold.ts';
import { projectVisits } from '../project.ts';
import { lockVisit, type WholeVisit } from '../visit.sql.ts';
import { holdTurn, readEmergencies, type EmergencyDbRow } from './emergency.sql.ts';
import { shownWhole } from './shown.ts';

liveTopics({ emergency: 'emergency.read' });

/** The boards are told that something has changed. */
export const tellBoards = (tx: Tx): void => announce(tx, 'emergency');

export interface NamedEmergency {
  patient_id: string;
  visit_id: string;
  version: number;
}

export interface HeldEmergency {
  visit: WholeVisit;
  row: EmergencyDbRow;
}

async function rowOf(act: Act, visit_id: string): Promise<EmergencyDbRow> {
  const [row] = await readEmergencies(act.tx, { ids: [visit_id] });
  if (row === undefined) throw unknownVisit();
  return row;
}

/** Reads an emergency visit of a record. 404 where the visit is none. */
export async function openEmergency(act: Act, named: Omit<NamedEmergency, 'version'>): Promise<HeldEmergency> {
  const visit = await openVisit(act, named);
  return { visit, row: await rowOf(act, visit.id) };
}

/**
 * Locks an emergency visit for a change: the turn first, then the visit, always in this order. Whoever comes second is told:
 * 409 `visits.changed`. One that is over is refused.
 */
export async function holdEmergency(act: Act, named: NamedEmergency): Promise<HeldEmergency> {
  await holdTurn(act.tx);
  if ((await lockVisit(act.tx, named.visit_id)) === undefined) throw unknownVisit();
  const { rows } = await sql<{ version: number; updated_at: Date; updated_by_name: string | null }>`
    select version, updated_at, updated_by_name from visits.emergency where visit_id = ${named.visit_id}::uuid for no key update`.execute(act.tx);
  const held = await openEmergency(act, named);
  const [locked] = rows;
  if (locked !== undefined && locked.version !== named.version) {
    throw new Problem(409, 'visits.changed', `${locked.updated_by_name ?? 'OpenWard'} has changed this visit meanwhile`, {
      field: 'version', changed_by: locked.updated_by_name, changed_at: locked.updated_at.toISOString(), current: await shownWhole(act, held.row, new Date()),
    });
  }
  if (!['arrived', 'triaged', 'in-progress', 'onleave'].includes(held.visit.status)) {
    throw new Problem(409, 'visits.emergency_over', 'This emergency visit is over', { field: 'visit_id' });
  }
  return held;
}

/** Projects the visit as the act leaves it, tells the boards, and answers it. */
export async function answerEmergency(act: Act, visit_id: string): Promise<Emergency> {
  await projectVisits(act.tx, [visit_id], authorOf(act));
  const row = await rowOf(act, visit_id);
  act.audit.detail({ visit_id, level: row.level, status: row.status });
  return shownWhole(act, row, new Date());
}
