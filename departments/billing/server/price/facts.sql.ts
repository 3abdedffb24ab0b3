import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { records } from '@openward/records/api';

export interface Asked {
  patient_id: string;
  at: string;
  location_id: string | null;
  practitioner_id: string | null;
}

/** All that a price or a rule is chosen by. */
export interface Facts {
  /** The day and the minute of the week there. */
  day: string;
  minute: number;
  /** The day of the book that it belongs to: its own, or today where its month is closed; null where none is open. */
  business_date: string | null;
  today: string;
  places: string[];
  categories: string[];
  payer_id: string | null;
  specialties: string[];
}

export async function factsOf(tx: Tx, { patient_id, at, location_id, practitioner_id }: Asked): Promise<Facts> {
  const aliases = await records.aliasSet(tx, patient_id);
  const { rows } = await sql<Omit<Facts, 'categories'> & { age: number | null }>`
    with recursive local as (select ${at}::timestamptz at time zone staff.local_time_zone(${location_id}::uuid) as at, (now() at time zone staff.local_time_zone(null))::date as today),
    place(id, parent_id, step) as (
      select id, parent_id, 0 from staff.location where id = ${location_id}::uuid
      union all select l.id, l.parent_id, p.step + 1 from place p join staff.location l on l.id = p.parent_id
    )
    select local.at::date::text as day, local.today::text as today,
      ((extract(isodow from local.at)::int - 1) * 1440 + extract(hour from local.at)::int * 60 + extract(minute from local.at)::int) as minute,
      case when exists (select from ledger.period p where p.state = 'open' and p.during @> local.at::date) then local.at::date::text
        when exists (select from ledger.period p where p.state = 'open' and p.during @> local.today) then local.today::text end as business_date,
      array(select id from place order by step) as places,
      (select extract(year from age(local.at::date, patients.first_day(p.birth_date)))::int from patients.patient p where p.id = ${patient_id}::uuid and p.birth_date is not null) as age,
      (select c.payer_id from patients.coverage c where c.patient_id = any (${aliases}::uuid[]) and c.valid @> local.at::date order by c.rank, c.id limit 1) as payer_id,
      array(select s.display from staff.specialty s where s.practitioner_id = ${practitioner_id}::uuid order by s.place) as specialties
    from local`.execute(tx);
  const { age, ...facts } = rows[0]!;
  const categories = [...(age !== null && age < 18 ? ['child'] : []), ...(age !== null && age >= 65 ? ['senior'] : []), ...(facts.payer_id === null ? ['self-pay'] : [])];
  return { ...facts, categories };
}
