import type pg from 'pg';
import { drafts } from '../money.seed.ts';

const day = 86_400_000;
const resources_count = 20;

/** What the acts need to be there: patients with a mailbox, calendars that are always open, drafts of invoices. */
export interface Ground {
  patients: string[];
  visit_type: string;
  /** A time of its own for each number. */
  slot(number: number): { resource: string; start: string };
  /** Taken from the front, each issued once. */
  drafts: string[];
  /** Midnight long ago, from which measurements are counted. */
  day_ms: number;
}

/** Lays it, past row-level security; mails go to this port of this machine. */
export async function layGround(client: pg.Client, { mail_port, drafts: drafts_count }: { mail_port: number; drafts: number }): Promise<Ground> {
  const first = Math.ceil((Date.now() + 20 * day) / day) * day;
  const { rows: types } = await client.query<{ id: string }>(`insert into scheduling.visit_type (code, name, minutes, grid_minutes, horizon_days) values ('TORTURE', 'Torture', 15, 15, 700) returning id`);
  const { rows: resources } = await client.query<{ id: string }>(`insert into scheduling.resource (kind, name) select 'equipment', 'Torture ' || n from generate_series(1, ${resources_count}) n returning id`);
  for (const table of ['duty', 'session']) {
    await client.query(`insert into scheduling.${table} (resource_id, during)
      select r, tstzrange(d, d + interval '1 day') from unnest($1::uuid[]) r, generate_series($2::timestamptz, $2::timestamptz + interval '320 days', interval '1 day') d`, [resources.map(({ id }) => id), new Date(first)]);
  }
  const { rows: patients } = await client.query<{ id: string }>(`select p.id from patients.patient p where not restricted and survivor_id is null and not deceased and birth_day < '2000-01-01'
    and not exists (select 1 from patients.contact_rule r where r.patient_id = p.id) order by id limit 60`);
  const ids = patients.map(({ id }) => id);
  await client.query(`delete from patients.telecom where patient_id = any ($1::uuid[])`, [ids]);
  await client.query(`insert into patients.telecom (patient_id, position, system, value, use) select p, 1, 'email', 'p' || n || '@torture.test', 'home' from unnest($1::uuid[]) with ordinality as x(p, n)`, [ids]);
  await client.query(`update messages.setting set active = true, smtp_host = '127.0.0.1', smtp_port = $1, smtp_security = 'none', sender_name = 'Torture', sender_address = 'hospital@torture.test', quiet_from = '03:00', quiet_to = '03:01',
    reminder_minutes = '{1440}'`, [mail_port]);
  const made = await drafts(client, drafts_count, 3);
  return {
    patients: ids, visit_type: types[0]!.id, drafts: made, day_ms: first - 400 * day,
    slot: (number) => ({ resource: resources[number % resources_count]!.id, start: new Date(first + Math.floor(number / resources_count) * 15 * 60_000).toISOString() }),
  };
}
