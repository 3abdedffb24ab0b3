import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Wish } from '../../contract/find.ts';
import type { Wanted } from '../../contract/waiting-list.ts';
import type { Urgency, Waits } from '../../rules/waiting-list/rank.ts';

type Booked = { id: string; start: string; end: string; status: string };

/** An open entry of the waiting list, as its rules need it. */
export interface Entry extends Pick<Wanted, 'version' | 'patient_name' | 'hospital_number' | 'visit_type_id' | 'visit_type_name' | 'note' | 'put_by' | 'notice_hours' | 'paused_until' | 'paused_reason' | 'with'> {
  id: string;
  patient_id: string;
  /** The record that stands. */
  standing_id: string;
  asked: Wish;
  urgency: Urgency;
  put_at: Date;
  target_on: string | null;
  gives_up: Booked | null;
  near: Booked | null;
  near_minutes: number | null;
  declined: number;
  offer_id: string | null;
  referral_id: string | null;
}

export interface WaitingFilter {
  visit_type_id?: string | undefined;
  department_id?: string | undefined;
  /** Only what could be had in this time of this calendar, as far as can be told without looking closer. */
  opening?: { resource_id: string; from: Date; until: Date };
}

/** Everybody who waits, by what ranks them: nobody is left out before they are ranked. */
export async function readWaiting(tx: Tx, { visit_type_id, department_id, opening }: WaitingFilter = {}): Promise<(Waits & { offer_id: string | null })[]> {
  const { rows } = await sql<Waits & { offer_id: string | null }>`
    select w.id, w.urgency, w.put_at, w.target_on::text as target_on, coalesce(o.declined, 0)::int as declined, o.offer_id
    from scheduling.wanted w join patients.patient p on p.id = w.patient_id join patients.patient s on s.id = p.standing_id
      left join lateral (select count(*) filter (where state in ('passed', 'expired')) as declined, (array_agg(id) filter (where state = 'open'))[1] as offer_id
        from scheduling.offer where wanted_id = w.id) o on true
    where w.closed_at is null and not s.deceased
      and (${visit_type_id ?? null}::uuid is null or w.visit_type_id = ${visit_type_id ?? null}::uuid)
      and (${department_id ?? null}::text is null or exists (
        select from jsonb_array_elements(w.asked -> 'needs') need
        where need ->> 'department_id' = ${department_id ?? null} or exists (select from scheduling.resource r
          where r.department_id::text = ${department_id ?? null} and coalesce(need -> 'resource_ids', '[]') ? r.id::text)))
      ${opening === undefined ? sql`` : sql`
      and coalesce((w.asked ->> 'until')::timestamptz > ${opening.from}::timestamptz, true) and coalesce((w.asked ->> 'from')::timestamptz < ${opening.until}::timestamptz, true)
      and exists (select from scheduling.session n where n.resource_id = ${opening.resource_id}::uuid
        and n.during && tstzrange(${opening.from}::timestamptz, ${opening.until}::timestamptz) and (n.visit_type_ids = '{}' or w.visit_type_id = any (n.visit_type_ids)))`}
    order by w.id`.execute(tx);
  return rows;
}

const booked = (table: string) => sql.raw(`case when ${table}.id is not null then jsonb_build_object('id', ${table}.id, 'status', ${table}.status,
  'start', to_char(${table}.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'end', to_char(upper(${table}.during) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end`);

/** Entries whole, where they still wait; whom the reader may not see is left out. */
export async function readEntries(tx: Tx, ids: readonly string[]): Promise<Entry[]> {
  const { rows } = await sql<Entry & { asked: object }>`
    select w.id, w.version, w.patient_id, s.id as standing_id, s.display_name as patient_name, s.hospital_number, w.visit_type_id, t.name as visit_type_name, w.asked, w.note,
      w.put_at, w.put_by_name as put_by, w.urgency, w.target_on::text as target_on, w.notice_hours, w.paused_until::text as paused_until, w.paused_reason, w.near_minutes,
      ${booked('g')} as gives_up, ${booked('n')} as near,
      (select count(*)::int from scheduling.offer o where o.wanted_id = w.id and o.state in ('passed', 'expired')) as declined,
      (select o.id from scheduling.offer o where o.wanted_id = w.id and o.state = 'open') as offer_id, (select f.id from scheduling.referral f where f.wanted_id = w.id) as referral_id,
      array(select r.name from jsonb_array_elements(w.asked -> 'needs') need cross join jsonb_array_elements_text(coalesce(need -> 'resource_ids', '[]')) given(id)
        join scheduling.resource r on r.id = given.id::uuid) as with
    from scheduling.wanted w join patients.patient p on p.id = w.patient_id join patients.patient s on s.id = p.standing_id
      join scheduling.visit_type t on t.id = w.visit_type_id
      left join scheduling.appointment g on g.id = w.gives_up_id left join scheduling.appointment n on n.id = w.near_id
    where w.closed_at is null and not s.deceased and w.id = any (${ids}::uuid[])`.execute(tx);
  return rows.map((row) => ({ ...row, asked: wishOf(row.asked) }));
}

/** A wish as it was kept. Around which appointment is said by `near`, which follows it when that moves; what an earlier release kept is left out. */
function wishOf(kept: object): Wish {
  const known = Object.fromEntries(Object.entries(kept).filter(([name, value]) => Object.hasOwn(Wish.shape, name) && name !== 'around' && value !== null));
  return Wish.parse(known);
}

/** Locks an entry for an offer or an answer; false where it is closed, or somebody else is at it and `wait` is not said. */
export async function lockEntry(tx: Tx, id: string, { wait }: { wait: boolean }): Promise<boolean> {
  const { rows } = await sql`select id from scheduling.wanted where id = ${id}::uuid and closed_at is null for update ${wait ? sql`` : sql`skip locked`}`.execute(tx);
  return rows.length === 1;
}
