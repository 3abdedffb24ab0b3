import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { withMeta } from '@openward/records/api';
import type { Place } from './asked/page.ts';
import { allSql } from './conditions.ts';
import type { Settled } from './conditions.ts';
import { afterSql, byId, orderSql } from './order.ts';
import type { Key } from './order.ts';

/** A resource that a search found. */
export interface Found {
  type: string;
  id: string;
  version: number;
  last_updated: Date;
  patient_id: string | null;
  source: string;
  author: string | null;
  author_name: string | null;
  text: string;
  /** Its sort keys and its id. */
  place: Place;
}

/** As it comes out of the database. */
export interface Row extends Omit<Found, 'text'> {
  body: string;
  meta_at: number;
}

interface Asked {
  type: string;
  conditions: readonly Settled[];
  keys: readonly Key[];
  after: Place | null;
  most: number;
}

/** The row `r` is in no record that was merged with a restricted one: such a one is restricted too, which row-level security does not know. */
export const inOpenRecord = sql.raw(`(r.patient_id is null or platform.scope() <> 'staff' or platform.cleared('restricted') or platform.broke_glass(current_setting('openward.glass', true), r.patient_id) or not exchange.restricted_by_merge(r.patient_id))`);

/** The resources of a type that fulfil the conditions, in order, after a place. Their records are ranges of an index, or their ids are given. */
export async function findRows(tx: Tx, { type, conditions, keys, after, most }: Asked): Promise<Found[]> {
  const place = sql.join([...keys, byId].map(({ value }) => sql`(${value})::text`));
  const { rows } = await sql<Row>`
    select ${columns}, array[${place}] as place from records.resource r
    where r.type = ${type} and not r.deleted and ${allSql(conditions)} and ${after === null ? sql.raw('true') : afterSql(keys, after)} and ${inOpenRecord}
    order by ${orderSql(keys)} limit ${most}`.execute(tx);
  return rows.map(foundOf);
}

/** Those of these resources, in the order of their ids, that fulfil the conditions. */
export async function findAmong(tx: Tx, type: string, ids: readonly string[], conditions: readonly Settled[], most: number): Promise<Found[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Row>`
    select ${columns}, array[given.place::text, r.id] as place
    from unnest(${ids}::text[]) with ordinality as given (id, place) join records.resource r on r.type = ${type} and r.id = given.id
    where not r.deleted and ${allSql(conditions)} and ${inOpenRecord}
    order by given.place limit ${most}`.execute(tx);
  return rows.map(foundOf);
}

/** How many there are. */
export async function countRows(tx: Tx, type: string, conditions: readonly Settled[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from records.resource r where r.type = ${type} and not r.deleted and ${allSql(conditions)} and ${inOpenRecord}`.execute(tx);
  return rows[0]?.count ?? 0;
}

/** The columns of a find, of `r`. */
export const columns: RawBuilder<unknown> = sql.raw(
  'r.type, r.id, r.version, r.last_updated, r.patient_id, r.source, r.author, r.author_name, r.body::text as body, r.meta_at');

export function foundOf({ body, meta_at, ...row }: Row): Found {
  return { ...row, text: withMeta(body, meta_at, row.version, row.last_updated.toISOString()) };
}

/** The latest resources of a type that have one term of each group, over all records, after a place; ids only. */
export async function searchAll(tx: Tx, type: string, groups: readonly string[], span: { from: string; until: string }, after: Place | null, most: number): Promise<{ id: string; place: Place }[]> {
  const { rows } = await sql<{ id: string; at: string }>`
    select id, last_updated::text as at from records.search_all(${type}, ${groups}::text[], ${span.from}::timestamptz, ${span.until}::timestamptz,
      ${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}, ${most})`.execute(tx);
  return rows.map(({ id, at }) => ({ id, place: [at, id] }));
}
