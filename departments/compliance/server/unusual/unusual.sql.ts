import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Access, Name } from '../../rules/unusual/unusual.ts';

export interface AccessRow extends Access {
  account_id: string;
  username: string;
  display_name: string;
  patient_id: string;
  patient_name: string;
  hospital_number: string;
  first_at: Date;
  last_at: Date;
  acts: number;
}

const zone = sql`coalesce((select time_zone from platform.installation), 'UTC')`;
/** Whose acts, on which record; everybody's on every one where nothing is told. */
export interface Whose { account_id?: string; patient_id?: string | null }
/** Opening, reading and changing by a person; what a list showed is none. */
const acts = (from: string, until: string, { account_id, patient_id }: Whose) => sql`(${account_id ?? null}::uuid is null or event.actor_id = ${account_id ?? null}::uuid)
  and (${patient_id ?? null}::uuid is null or event.patient_id = ${patient_id ?? null}::uuid) and event.at >= ${from}::timestamptz and event.at < ${until}::timestamptz and event.patient_id is not null and event.actor_id is not null and event.outcome = 'success'`;

/** Who did what with which record, one row for each person and record; what whoever asks may see. One pass over the events of the period. */
export async function readAccesses(tx: Tx, from: string, until: string, whose: Whose = {}): Promise<AccessRow[]> {
  const { rows } = await sql<AccessRow>`
    with seen as materialized (
      select event.actor_id, event.patient_id, min(event.at) as first_at, max(event.at) as last_at, count(*)::int as acts,
        count(*) filter (where (event.at at time zone ${zone})::time not between '06:00' and '22:00' and not exists (
          select from scheduling.duty d join scheduling.resource r on r.id = d.resource_id join auth.account own on own.staff_id = r.practitioner_id
          where own.id = event.actor_id and d.during @> event.at))::int as night_acts
      from audit.event where ${acts(from, until, whose)} group by 1, 2)
    select a.id as account_id, a.username, a.display_name, p.id as patient_id, p.display_name as patient_name, p.hospital_number, p.restricted, seen.first_at, seen.last_at, seen.acts, seen.night_acts,
      case when s.id is not null then jsonb_build_object('family', platform.fold(s.family_name), 'given', platform.fold(split_part(s.given_name, ' ', 1))) end as actor,
      (select coalesce(jsonb_agg(jsonb_build_object('family', platform.fold(n.family), 'given', platform.fold(n.given[1]))), '[]') from patients.name n where n.patient_id = p.id) as names
    from seen join auth.account a on a.id = seen.actor_id and a.kind = 'person' join patients.patient p on p.id = seen.patient_id left join staff.practitioner s on s.id = a.staff_id
    order by seen.last_at desc`.execute(tx);
  return rows;
}

/** The names of the staff, as names are compared. */
export async function readStaffNames(tx: Tx): Promise<Name[]> {
  const { rows } = await sql<Name>`select platform.fold(family_name) as family, platform.fold(split_part(given_name, ' ', 1)) as given from staff.practitioner`.execute(tx);
  return rows;
}

export interface BurstRow { account_id: string; username: string; display_name: string; first_at: Date; last_at: Date; acts: number; records: number }

/** Who opened so many different records in ten minutes; each person once, in their busiest. */
export async function readBursts(tx: Tx, from: string, until: string, records_min: number, whose: Whose = {}): Promise<BurstRow[]> {
  const { rows } = await sql<BurstRow>`
    select distinct on (a.id) a.id as account_id, a.username, a.display_name, busy.first_at, busy.last_at, busy.acts, busy.records
    from (select event.actor_id, min(event.at) as first_at, max(event.at) as last_at, count(*)::int as acts, count(distinct event.patient_id)::int as records
      from audit.event where ${acts(from, until, whose)} group by event.actor_id, date_bin('10 minutes', event.at, '2000-01-01')
      having count(distinct event.patient_id) >= ${records_min}) busy join auth.account a on a.id = busy.actor_id and a.kind = 'person'
    order by a.id, busy.records desc`.execute(tx);
  return rows;
}

/** The end of a period that goes up to now: after every act that is written, by the clock that wrote them. A millisecond cut off would leave out what happened in it. */
export async function justAfterNow(tx: Tx): Promise<string> {
  const { rows: [now] } = await sql<{ at: Date }>`select date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond' as at`.execute(tx);
  return now!.at.toISOString();
}
