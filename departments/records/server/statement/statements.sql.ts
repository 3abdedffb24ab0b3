import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { parseExactly, type Element } from '@openward/platform/fhir';
import { dateText, type Precision } from '../../rules/extract/dates.ts';

/** A current resource with the columns that a list of statements needs. */
export interface StatementRow {
  type: string;
  id: string;
  version: number;
  patient_id: string;
  visit_id: string | null;
  title: string | null;
  status: string | null;
  date: string | null;
  source: string;
  recorded_at: string;
  by: { account_id: string | null; name: string } | null;
  resource: Element;
}

interface Found extends Omit<StatementRow, 'date' | 'recorded_at' | 'by' | 'resource'> {
  happened_at: Date | null;
  precision: Precision | null;
  last_updated: Date;
  author: string | null;
  author_name: string | null;
  body: string;
}

const columns = sql.raw(`r.type, r.id, r.version, r.patient_id, r.visit_id, r.title, r.status, r.happened_at, r.precision, r.source, r.last_updated, r.author,
  coalesce(r.author_name, (select a.display_name from auth.account a where a.id = r.author)) as author_name, r.body::text as body`);

const rowOf = ({ happened_at, precision, last_updated, author, author_name, body, ...row }: Found): StatementRow => ({
  ...row,
  date: happened_at === null || precision === null ? null : dateText(happened_at, precision),
  recorded_at: last_updated.toISOString(),
  by: author === null && author_name === null ? null : { account_id: author, name: author_name ?? '' },
  resource: parseExactly(body) as Element,
});

/** The current statements of some types in a record and those read as one with it, newest first; what was made in error is left out. */
export async function readStatements(tx: Tx, patient_id: string, types: readonly string[], kind: string | null = null): Promise<StatementRow[]> {
  const { rows } = await sql<Found>`
    select ${columns} from records.resource r
    where r.patient_id = any (records.alias_set(${patient_id}::uuid)) and r.type = any (${types}::text[]) and not r.deleted
      and r.status is distinct from 'entered-in-error' and (${kind}::text is null or r.kind = ${kind})
    order by r.happened_at desc nulls last, r.last_updated desc, r.id`.execute(tx);
  return rows.map(rowOf);
}

/** One of them, by its id; undefined where it is not in this record. */
export async function readStatement(tx: Tx, patient_id: string, type: string, id: string): Promise<StatementRow | undefined> {
  const { rows } = await sql<Found>`
    select ${columns} from records.resource r
    where r.type = ${type} and r.id = ${id} and r.patient_id = any (records.alias_set(${patient_id}::uuid)) and not r.deleted`.execute(tx);
  return rows[0] && rowOf(rows[0]);
}
