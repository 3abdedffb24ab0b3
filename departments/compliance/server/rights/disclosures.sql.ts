import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Disclosure } from '../../contract/disclosures.ts';
import type { Acts } from '../../rules/rights/story.ts';

type DisclosureRow = Omit<Disclosure, 'at'> & { at: Date };
const columns = sql`id, patient_id, disclosed_on::text, recipient, recipient_kind, what, purpose, legal_basis, request_id, at, by_name`;
const shown = ({ at, ...row }: DisclosureRow): Disclosure => ({ ...row, at: at.toISOString() });

/** To whom data of a patient went, and of the records merged with theirs; newest first. */
export async function readDisclosures(tx: Tx, patient_id: string): Promise<Disclosure[]> {
  const { rows } = await sql<DisclosureRow>`select ${columns} from compliance.disclosure
    where patient_id = any (records.alias_set(${patient_id}::uuid)) order by disclosed_on desc, at desc`.execute(tx);
  return rows.map(shown);
}

/** Writes down that data went to somebody. */
export async function insertDisclosure(
  tx: Tx, given: Omit<Disclosure, 'id' | 'at' | 'by_name' | 'request_id'>, { request_id = null, by_name }: { request_id?: string | null; by_name: string },
): Promise<Disclosure> {
  const { rows } = await sql<DisclosureRow>`insert into compliance.disclosure (patient_id, disclosed_on, recipient, recipient_kind, what, purpose, legal_basis, request_id, by_name)
    values (${given.patient_id}::uuid, ${given.disclosed_on}::date, ${given.recipient}, ${given.recipient_kind}, ${given.what}, ${given.purpose}, ${given.legal_basis}, ${request_id}::uuid, ${by_name})
    returning ${columns}`.execute(tx);
  if (rows[0] === undefined) throw new Error('a disclosure was not kept');
  return shown(rows[0]);
}

/** The calendar day in the hospital. */
export async function today(tx: Tx): Promise<string> {
  const { rows } = await sql<{ day: string }>`select staff.today()::text as day`.execute(tx);
  return rows[0]?.day ?? '';
}

/** Who did what with a record, counted by day, person, purpose and department; newest first. */
export async function readActsOn(tx: Tx, patient_ids: readonly string[], { zone, from, until }: { zone: string; from?: string | undefined; until?: string | undefined }): Promise<Acts[]> {
  const { rows } = await sql<Acts>`
    select to_char(event.at at time zone ${zone}, 'YYYY-MM-DD') as on, coalesce(account.display_name, event.actor_name) as name,
      array(select role.title from auth.role where role.name = any (event.actor_roles) order by role.title) as roles,
      coalesce(account.kind = 'service', false) as machine, event.purpose, split_part(event.name, '.', 1) as area,
      (count(*) filter (where event.name ~ '\\.(read|list|search|watch|print|see|series|compare|history|vread|copy|tell)$'))::int as opened,
      (count(*) filter (where event.name !~ '\\.(read|list|search|watch|print|see|series|compare|history|vread|copy|tell)$'))::int as changed
    from audit.event left join auth.account on account.id = event.actor_id
    where event.patient_id = any (${patient_ids}::uuid[]) and event.outcome = 'success'
      and (${from ?? null}::date is null or event.at >= (${from ?? null}::date)::timestamp at time zone ${zone})
      and (${until ?? null}::date is null or event.at < (${until ?? null}::date + 1)::timestamp at time zone ${zone})
    group by 1, 2, 3, 4, 5, 6 order by 1 desc, 2, 6 limit 5000`.execute(tx);
  return rows;
}
