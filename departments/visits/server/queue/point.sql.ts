import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '@openward/platform/db';
import type { NewQueueRoom, NewServicePoint, NewTokenDisplay, PointKind, QueueRoom, ServicePoint, TokenDisplay } from '../../contract/index.ts';

const roomColumns = sql.raw('id, service_point_id, name, location_id, active, version');
const displayColumns = sql.raw('id, name, service_point_ids, language, chime, voice, names, version');

/** All service points with their rooms, those in use first. */
export async function listPoints(tx: Tx): Promise<ServicePoint[]> {
  const { rows } = await sql<ServicePoint>`
    select q.id, q.letter, q.name, q.kind, q.department_id, d.name as department_name, q.resource_ids, q.urgent_visit_type_ids, q.target_minutes, q.walk_in_minutes,
      q.active, q.version,
      (select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'service_point_id', r.service_point_id, 'name', r.name, 'location_id', r.location_id,
          'active', r.active, 'version', r.version) order by r.active desc, platform.fold(r.name)), '[]')
        from visits.queue_room r where r.service_point_id = q.id) as rooms
    from visits.service_point q left join staff.department d on d.id = q.department_id
    order by q.active desc, q.letter`.execute(tx);
  return rows;
}

export interface HeldPoint {
  id: string;
  letter: string;
  kind: PointKind;
  department_id: string | null;
  walk_in_minutes: number;
  active: boolean;
}

/** Takes the queue of a service point: whoever joins or calls comes one after the other. Undefined where there is none. */
export async function holdPoint(tx: Tx, id: string): Promise<HeldPoint | undefined> {
  const { rows } = await sql<HeldPoint>`select id, letter, kind, department_id, walk_in_minutes, active from visits.hold_point(${id}::uuid)`.execute(tx);
  return rows[0];
}

/** Where the patients of an appointment go: the point that names its calendar, or the clinic of its department. */
export async function pointOfAppointment(tx: Tx, appointment_id: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select q.id from scheduling.appointment a join scheduling.resource r on r.id = any (a.resource_ids)
      join visits.service_point q on q.active and (r.id = any (q.resource_ids) or (q.resource_ids = '{}' and q.kind = 'clinic' and q.department_id = r.department_id))
    where a.id = ${appointment_id}::uuid order by r.id = any (q.resource_ids) desc, q.letter limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

export async function insertPoint(tx: Tx, point: z.output<typeof NewServicePoint>): Promise<string> {
  const { letter, name, kind, department_id, resource_ids, urgent_visit_type_ids, target_minutes, walk_in_minutes } = point;
  const { rows } = await sql<{ id: string }>`
    insert into visits.service_point (letter, name, kind, department_id, resource_ids, urgent_visit_type_ids, target_minutes, walk_in_minutes)
    values (${letter}, ${name}, ${kind}, ${department_id}::uuid, ${resource_ids}::uuid[], ${urgent_visit_type_ids}::uuid[], ${target_minutes}, ${walk_in_minutes})
    returning id`.execute(tx);
  return rows[0]?.id ?? '';
}

/** False where there is none, or a newer version. */
export async function savePoint(tx: Tx, id: string, version: number, point: z.output<typeof NewServicePoint> & { active: boolean }): Promise<boolean> {
  const { rows } = await sql`
    update visits.service_point set letter = ${point.letter}, name = ${point.name}, kind = ${point.kind}, department_id = ${point.department_id}::uuid,
      resource_ids = ${point.resource_ids}::uuid[], urgent_visit_type_ids = ${point.urgent_visit_type_ids}::uuid[], target_minutes = ${point.target_minutes},
      walk_in_minutes = ${point.walk_in_minutes}, active = ${point.active}, version = version + 1
    where id = ${id}::uuid and version = ${version} returning 1`.execute(tx);
  return rows.length > 0;
}

export async function insertRoom(tx: Tx, { service_point_id, name, location_id }: z.output<typeof NewQueueRoom>): Promise<QueueRoom> {
  const { rows } = await sql<QueueRoom>`insert into visits.queue_room (service_point_id, name, location_id)
    values (${service_point_id}::uuid, ${name}, ${location_id}::uuid) returning ${roomColumns}`.execute(tx);
  return rows[0]!;
}

export async function readRoom(tx: Tx, id: string): Promise<QueueRoom | undefined> {
  const { rows } = await sql<QueueRoom>`select ${roomColumns} from visits.queue_room where id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** Undefined where there is none, or a newer version. */
export async function saveRoom(tx: Tx, { room_id, name, location_id, active, version }: { room_id: string; name: string; location_id: string | null; active: boolean; version: number }): Promise<QueueRoom | undefined> {
  const { rows } = await sql<QueueRoom>`update visits.queue_room set name = ${name}, location_id = ${location_id}::uuid, active = ${active}, version = version + 1
    where id = ${room_id}::uuid and version = ${version} returning ${roomColumns}`.execute(tx);
  return rows[0];
}

export async function listDisplays(tx: Tx): Promise<TokenDisplay[]> {
  const { rows } = await sql<TokenDisplay>`select ${displayColumns} from visits.display order by platform.fold(name)`.execute(tx);
  return rows;
}

export async function insertDisplay(tx: Tx, display: z.output<typeof NewTokenDisplay>): Promise<TokenDisplay> {
  const { name, service_point_ids, language, chime, voice, names } = display;
  const { rows } = await sql<TokenDisplay>`insert into visits.display (name, service_point_ids, language, chime, voice, names)
    values (${name}, ${service_point_ids}::uuid[], ${language}, ${chime}, ${voice}, ${names}) returning ${displayColumns}`.execute(tx);
  return rows[0]!;
}

/** Undefined where there is none, or a newer version. */
export async function saveDisplay(tx: Tx, display: z.output<typeof NewTokenDisplay> & { display_id: string; version: number }): Promise<TokenDisplay | undefined> {
  const { display_id, version, name, service_point_ids, language, chime, voice, names } = display;
  const { rows } = await sql<TokenDisplay>`update visits.display set name = ${name}, service_point_ids = ${service_point_ids}::uuid[], language = ${language}, chime = ${chime},
      voice = ${voice}, names = ${names}, version = version + 1
    where id = ${display_id}::uuid and version = ${version} returning ${displayColumns}`.execute(tx);
  return rows[0];
}

export async function deleteDisplay(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`delete from visits.display where id = ${id}::uuid returning 1`.execute(tx);
  return rows.length > 0;
}

export interface BoardRow {
  service_point_id: string;
  code: string;
  status: 'called' | 'in-room';
  room: string | null;
  calls: number;
  called_at: Date | null;
  patient_id: string | null;
  patient_name: string | null;
}

/** What a display may show of today. */
export async function readBoard(tx: Tx, display_id: string): Promise<BoardRow[]> {
  const { rows } = await sql<BoardRow>`select * from visits.board(${display_id}::uuid) order by called_at desc nulls last, code`.execute(tx);
  return rows;
}
