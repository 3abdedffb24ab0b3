import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { ChargeAuthor } from './capture.ts';

/** A procedure as the record has it now. */
export interface ProcedureRow {
  /** Its key, or one made of it where another system gave it an id of its own. */
  source_id: string;
  patient_id: string | null;
  visit_id: string | null;
  status: string | null;
  title: string | null;
  at: Date;
  minutes: number | null;
  codes: string[];
  /** Who did it; whoever wrote it down where it names nobody. */
  practitioner_id: string | null;
  department_id: string | null;
  visit_class: string | null;
}

const isUuid = sql.raw(`'^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'`);
const columns = sql`
  case when r.id ~ ${isUuid} then r.id::uuid else md5('Procedure/' || r.id)::uuid end as source_id, r.patient_id, case when e.id ~ ${isUuid} then e.id::uuid end as visit_id, case when r.deleted then null else r.status end as status, r.title,
  case when r.period is null then r.last_updated when r.precision in ('second', 'instant') then lower(r.period) else (lower(r.period) at time zone 'UTC') at time zone staff.local_time_zone(null) end as at,
  case when r.precision in ('second', 'instant') and not upper_inf(r.period) then greatest(0, floor(extract(epoch from upper(r.period) - lower(r.period)) / 60))::int end as minutes, r.codes,
  (select p.id from staff.practitioner p where p.id::text = case when r.body -> 'performer' is null then split_part(r.body #>> '{recorder,reference}', 'Practitioner/', 2) else split_part(r.body #>> '{performer,0,actor,reference}', 'Practitioner/', 2) end) as practitioner_id,
  (select d.id from staff.department d where d.id::text = split_part(e.body #>> '{serviceProvider,reference}', 'Organization/', 2)) as department_id, e.body #>> '{class,code}' as visit_class`;
const joined = sql`records.resource r left join records.resource e on e.type = 'Encounter' and e.id = r.visit_id and not e.deleted`;

/** Those of some procedures that charge by a rule, or have charged. */
export async function proceduresNow(tx: Tx, ids: readonly string[]): Promise<ProcedureRow[]> {
  const { rows } = await sql<ProcedureRow>`
    select ${columns} from ${joined} where r.type = 'Procedure' and r.id = any (${[...ids]}::text[])
      and (exists (select from billing.charge_rule where active and event_kind = 'procedure') or exists (select from billing.charge c where c.source_kind = 'procedure'))`.execute(tx);
  return rows;
}

/** Procedures of some days that were written here, for the report of what charged nothing. */
export async function proceduresBetween(tx: Tx, { from, until }: { from: string; until: string }): Promise<ProcedureRow[]> {
  const { rows } = await sql<ProcedureRow>`
    select ${columns} from ${joined}, (select (${from}::date)::timestamp at time zone staff.local_time_zone(null) as start, (${until}::date + 1)::timestamp at time zone staff.local_time_zone(null) as stop) day
    where r.type = 'Procedure' and not r.deleted and r.status = 'completed' and r.visit_id is not null and r.source = 'openward' and coalesce(lower(r.period), r.last_updated) >= day.start and coalesce(lower(r.period), r.last_updated) < day.stop
    order by r.id limit 2000`.execute(tx);
  return rows;
}

/** Charges of a procedure that stand. */
export async function liveChargesOf(tx: Tx, source_id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from billing.charge where source_kind = 'procedure' and source_id = ${source_id}::uuid and state <> 'void'`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Who acts in this transaction. */
export async function authorNow(tx: Tx): Promise<ChargeAuthor> {
  const { rows: [row] } = await sql<{ account_id: string | null; name: string | null }>`select platform.actor_id() as account_id, (select display_name from auth.account where id = platform.actor_id()) as name`.execute(tx);
  return { account_id: row?.account_id ?? null, name: row?.name ?? 'OpenWard' };
}
