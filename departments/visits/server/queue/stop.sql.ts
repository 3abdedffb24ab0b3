import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { PointKind, Priority, PriorityReason, Stop, StopStatus } from '../../contract/index.ts';

/** A stop as the database has it: what is reckoned from the whole queue is not in it. */
export interface StopRow extends Omit<Stop, 'place' | 'why' | 'expected' | 'held' | 'next' | 'due_at' | 'arrived_at'> {
  point_kind: PointKind;
  walk_in_minutes: number;
  due_at: Date | null;
  arrived_at: Date;
  day: string;
}

/** An instant as the contract writes it. */
const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

const read = (where: RawBuilder<unknown>) => sql<StopRow>`
  select s.id, s.token_id, s.code, s.day::text as day, s.sequence, s.service_point_id, q.name as point_name, q.kind as point_kind, q.walk_in_minutes, s.status, s.priority,
    s.priority_reason, s.due_at, s.arrived_at, ${iso('s.waiting_at')} as waiting_at, ${iso('s.called_at')} as called_at, s.room_id, r.name as room_name,
    s.called_by_name as called_by, s.calls, ${iso('s.in_room_at')} as in_room_at, ${iso('s.ended_at')} as ended_at, s.version,
    case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.display_name, 'hospital_number', p.hospital_number, 'birth_date', p.birth_date) end as patient,
    t.visit_id, t.appointment_id, coalesce(t.id is not null and t.patient_id is null, false) as anonymous
  from visits.stop s join visits.service_point q on q.id = s.service_point_id left join visits.queue_room r on r.id = s.room_id
    left join visits.token t on t.id = s.token_id left join patients.patient asked on asked.id = t.patient_id left join patients.patient p on p.id = asked.standing_id
  where ${where}`;

/** Those of today who are not through, and, if asked, those who are; the earliest arrival first. */
export async function stopsOfToday(tx: Tx, { service_point_id, over }: { service_point_id?: string | undefined; over: boolean }): Promise<StopRow[]> {
  const { rows } = await read(sql`s.day = staff.today() and (${service_point_id ?? null}::uuid is null or s.service_point_id = ${service_point_id ?? null}::uuid)
    and (${over} or s.status not in ('done', 'left')) order by s.arrived_at, s.id limit 2000`).execute(tx);
  return rows;
}

export async function findStop(tx: Tx, id: string): Promise<StopRow | undefined> {
  const { rows } = await read(sql`s.id = ${id}::uuid`).execute(tx);
  return rows[0];
}

/** All stops of a token, in their order. */
export async function stopsOfToken(tx: Tx, token_id: string): Promise<StopRow[]> {
  const { rows } = await read(sql`s.token_id = ${token_id}::uuid order by s.sequence`).execute(tx);
  return rows;
}

/** Where a patient is today by their visit; undefined where they stand in no queue. */
export async function openStopOfVisit(tx: Tx, visit_id: string): Promise<StopRow | undefined> {
  const { rows } = await read(sql`t.visit_id = ${visit_id}::uuid and s.status not in ('done', 'left')`).execute(tx);
  return rows[0];
}

/** Locks a stop for a change; undefined where there is none. */
export async function lockStop(tx: Tx, id: string): Promise<{ version: number; status: StopStatus; updated_by_name: string | null; updated_at: Date } | undefined> {
  const { rows } = await sql<{ version: number; status: StopStatus; updated_by_name: string | null; updated_at: Date }>`
    select version, status, updated_by_name, updated_at from visits.stop where id = ${id}::uuid for no key update`.execute(tx);
  return rows[0];
}

/** Brings a stop to a state; the database measures the time, and has the last word on whether it may. */
export async function setStatus(tx: Tx, id: string, to: StopStatus, author_name: string): Promise<void> {
  await sql`update visits.stop set status = ${to}, updated_by_name = ${author_name} where id = ${id}::uuid`.execute(tx);
}

/** Calls a stop into a room. */
export async function setCalled(tx: Tx, id: string, room_id: string, author_name: string): Promise<void> {
  await sql`update visits.stop set status = 'called', room_id = ${room_id}::uuid, called_by = platform.actor_id(), called_by_name = ${author_name}, calls = calls + 1,
    updated_by_name = ${author_name} where id = ${id}::uuid`.execute(tx);
}

export interface StopToMake {
  token_id: string;
  service_point_id: string;
  status: 'arrived' | 'waiting';
  priority: Priority;
  priority_reason: PriorityReason | null;
  due_at: string | null;
  ahead: number;
  author_name: string;
}

/** Adds a stop to a token, after those that it has. */
export async function insertStop(tx: Tx, stop: StopToMake): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into visits.stop (token_id, day, code, sequence, service_point_id, status, priority, priority_reason, due_at, ahead, updated_by_name)
    select t.id, t.day, t.code, (select coalesce(max(s.sequence), 0) + 1 from visits.stop s where s.token_id = t.id), ${stop.service_point_id}::uuid, ${stop.status},
      ${stop.priority}, ${stop.priority_reason}, ${stop.due_at}::timestamptz, ${stop.ahead}, ${stop.author_name}
    from visits.token t where t.id = ${stop.token_id}::uuid returning id`.execute(tx);
  return rows[0]?.id ?? '';
}

/** Lets somebody go before others, or no longer. */
export async function prioritiseStop(tx: Tx, id: string, priority: Priority, reason: PriorityReason | null, author_name: string): Promise<void> {
  await sql`update visits.stop set priority = ${priority}, priority_reason = ${reason}, updated_by_name = ${author_name} where id = ${id}::uuid`.execute(tx);
}
