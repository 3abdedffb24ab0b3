import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Span } from '../rules/extract/dates.ts';
import type { Row } from './row.ts';

const tokens = (list: readonly string[]): string[] => list.map((token) => token.replaceAll('\0', ''));
const clean = (text: string | undefined): string | null => text?.replaceAll('\0', '') ?? null;

function period(happened: Span | undefined): string | null {
  if (happened === undefined) return null;
  return `[${new Date(happened.start).toISOString()},${happened.end === undefined ? '' : new Date(happened.end).toISOString()})`;
}

/**
 * Writes one resource that does not exist yet, as somebody does who has just made its id: a plain insert costs a fraction of
 * `writeRows`. Tells when; undefined, and nothing is written, where it exists all the same. For resources without identifiers.
 */
export async function insertNew(tx: Tx, row: Row): Promise<Date | undefined> {
  const { columns, author } = row;
  const { line } = columns;
  const { rows } = await sql<{ last_updated: Date }>`
    insert into records.resource (type, id, patient_id, restricted, deleted, body, meta_at, digest, sensitivity, source, author,
      author_name, kind, category, codes, status, period, precision, visit_id, title, value, unit, flag, words,
      terms, facts)
    values (${row.type}, ${row.id}, ${row.patient_id}::uuid,
      coalesce((select restricted from records.compartment where patient_id = ${row.patient_id}::uuid), ${row.patient_id !== null}),
      false, ${row.body}::json, ${row.meta_at}, ${row.digest}, ${columns.sensitivity ?? null}, ${row.source},
      coalesce(${author?.account_id ?? null}::uuid, platform.actor_id()), ${author?.name ?? null}, ${columns.kind ?? null},
      ${tokens(columns.category)}::text[], ${tokens(columns.codes)}::text[], ${columns.status ?? null},
      ${period(columns.happened)}::tstzrange, ${columns.happened?.precision ?? null}, ${columns.visit_id ?? null}, ${clean(line?.title)}, ${clean(line?.value)},
      ${clean(line?.unit)}, ${clean(line?.flag)}, ${clean(columns.words) ?? ''},
      ${row.terms}::bigint[], ${row.facts}::jsonb)
    on conflict (type, id) do nothing
    returning last_updated`.execute(tx);
  return rows[0]?.last_updated;
}
