import { sql } from 'kysely';
import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import type { Priority, PriorityReason } from '../../contract/index.ts';
import { inOrder } from '../../rules/queue/order.ts';
import type { Author } from '../author.ts';
import { gateOf } from './gate.ts';
import { holdPoint } from './point.sql.ts';
import { insertStop, stopsOfToday } from './stop.sql.ts';

/** Somebody who joins a queue. */
export interface Joining {
  service_point_id: string;
  /** The token that they hold; null for a new one. */
  token_id: string | null;
  /** What a new token is about, or what is known of an old one by now. */
  of: { patient_id: string | null; visit_id: string | null; appointment_id: string | null };
  came_by: 'desk' | 'kiosk' | 'phone';
  due_at: string | null;
  priority: Priority;
  priority_reason: PriorityReason | null;
  author: Author;
}

export interface Joined {
  stop_id: string;
  ahead: number;
  gate: 'open' | 'pay-first';
}

/** Gives a place in a queue, and a token where there is none. Who must pay first does not wait yet, and keeps the time at which they came. */
export async function joinQueue(tx: Tx, joining: Joining): Promise<Joined> {
  const { service_point_id, of, came_by, due_at, priority, priority_reason, author } = joining;
  const point = await holdPoint(tx, service_point_id);
  if (point === undefined || !point.active) {
    throw new Problem(422, 'visits.service_point_unknown', 'There is no such service point', { field: 'service_point_id' });
  }
  const token_id = joining.token_id ?? (await issue(tx, { service_point_id, letter: point.letter, of, came_by }));
  if (joining.token_id !== null && of.patient_id !== null) {
    await sql`update visits.token set patient_id = ${of.patient_id}::uuid, visit_id = coalesce(visit_id, ${of.visit_id}::uuid), appointment_id = coalesce(appointment_id, ${of.appointment_id}::uuid)
      where id = ${token_id}::uuid`.execute(tx);
  }
  const waiting = (await stopsOfToday(tx, { service_point_id, over: false })).filter(({ status }) => status === 'waiting');
  const own = { id: 'own', priority, due_at: due_at === null ? null : new Date(due_at), arrived_at: new Date() };
  const ahead = inOrder([...waiting, own], point.walk_in_minutes).findIndex(({ id }) => id === 'own');
  const gate = await gateOf(tx, { token_id, service_point_id, kind: point.kind, priority, priority_reason });
  const stop_id = await insertStop(tx, {
    token_id, service_point_id, status: gate === 'open' ? 'waiting' : 'arrived', priority, priority_reason, due_at, ahead, author_name: author.name,
  });
  return { stop_id, ahead, gate };
}

async function issue(tx: Tx, { service_point_id, letter, of, came_by }: Pick<Joining, 'service_point_id' | 'of' | 'came_by'> & { letter: string }): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with next as (select visits.next_token(${service_point_id}::uuid) as number)
    insert into visits.token (service_point_id, day, number, code, patient_id, visit_id, appointment_id, came_by)
    select ${service_point_id}::uuid, staff.today(), number, ${letter}::text || number, ${of.patient_id}::uuid, ${of.visit_id}::uuid, ${of.appointment_id}::uuid, ${came_by} from next
    returning id`.execute(tx);
  return rows[0]?.id ?? '';
}
