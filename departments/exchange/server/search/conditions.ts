import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { termArray } from '@openward/records/api';
import type { Condition } from './asked/condition.ts';
import { momentText } from './asked/dates.ts';

/** A condition that asks of one row only: references to be followed are settled before. */
export type Settled =
  | Extract<Condition, { kind: 'terms' | 'facts' | 'ids' | 'patients' | 'of_patient' | 'updated' }>
  | { kind: 'either'; of: Settled[] }
  | { kind: 'both'; of: Settled[] };

const joined = (parts: RawBuilder<unknown>[], word: 'and' | 'or'): RawBuilder<unknown> =>
  parts.length === 0 ? sql.raw(word === 'and' ? 'true' : 'false') : sql`(${sql.join(parts, sql.raw(` ${word} `))})`;

/** A condition as SQL on the row `r` of records.resource. */
export function conditionSql(condition: Settled): RawBuilder<unknown> {
  switch (condition.kind) {
    case 'terms':
      return condition.none ? sql`not r.terms && ${termArray(condition.any)}::bigint[]` : sql`r.terms && ${termArray(condition.any)}::bigint[]`;
    case 'facts':
      return joined(condition.any.map((path) => sql`jsonb_path_exists(r.facts, ${path}::jsonpath, '{}', true)`), 'or');
    case 'ids':
      return sql`r.id = any (${condition.ids}::text[])`;
    case 'patients':
      return patientSql(condition.ids);
    case 'of_patient':
      return sql.raw(condition.is ? 'r.patient_id is not null' : 'r.patient_id is null');
    case 'updated':
      return joined(condition.any.map(({ from, until }) => sql`(${momentText(from)}::timestamptz <= r.last_updated and r.last_updated < ${momentText(until)}::timestamptz)`), 'or');
    default:
      return joined(condition.of.map(conditionSql), condition.kind === 'either' ? 'or' : 'and');
  }
}

/** One record is a range of an index in order of time; several are several ranges. */
function patientSql(ids: readonly string[]): RawBuilder<unknown> {
  return ids.length === 1 ? sql`r.patient_id = ${ids[0]!}::uuid` : sql`r.patient_id = any (${ids}::uuid[])`;
}

/** All conditions together. */
export const allSql = (conditions: readonly Settled[]): RawBuilder<unknown> => joined(conditions.map(conditionSql), 'and');
