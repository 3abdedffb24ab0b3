import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { withMeta } from '../rules/json/body.ts';
import type { Author } from './row.ts';

/** One version of a resource as it is read. */
export interface Version {
  type: string;
  id: string;
  version: number;
  last_updated: Date;
  deleted: boolean;
  patient_id: string | null;
  source: string;
  author: Author | null;
  /** The FHIR JSON with its version and time; null when this version says that it was deleted. */
  json: string | null;
}

interface VersionRow {
  type: string;
  id: string;
  version: number;
  last_updated: Date;
  deleted: boolean;
  patient_id: string | null;
  source: string;
  author: string | null;
  author_name: string | null;
  body: string | null;
  meta_at: number;
}

const columns = sql.raw(`type, id, version, last_updated, deleted, patient_id, source, author, author_name, body::text as body, meta_at`);

function versionOf(row: VersionRow): Version {
  const { author, author_name, body, meta_at, ...rest } = row;
  return {
    ...rest,
    author: author === null && author_name === null ? null : { account_id: author, name: author_name ?? '' },
    json: body === null ? null : withMeta(body, meta_at, row.version, row.last_updated.toISOString()),
  };
}

/** The current version, also when it says that the resource was deleted; undefined when there is none to see. */
export async function get(tx: Tx, type: string, id: string): Promise<Version | undefined> {
  const { rows } = await sql<VersionRow>`select ${columns} from records.resource where type = ${type} and id = ${id}`.execute(tx);
  return rows[0] && versionOf(rows[0]);
}

/** All versions, newest first. */
export async function history(tx: Tx, type: string, id: string): Promise<Version[]> {
  const { rows } = await sql<VersionRow>`
    select ${columns} from records.resource where type = ${type} and id = ${id}
    union all
    select ${columns} from records.resource_history where type = ${type} and id = ${id}
    order by version desc`.execute(tx);
  return rows.map(versionOf);
}

/** One version by its number. */
export async function getVersion(tx: Tx, type: string, id: string, version: number): Promise<Version | undefined> {
  const { rows } = await sql<VersionRow>`
    select ${columns} from records.resource where type = ${type} and id = ${id} and version = ${version}
    union all
    select ${columns} from records.resource_history where type = ${type} and id = ${id} and version = ${version}`.execute(tx);
  return rows[0] && versionOf(rows[0]);
}

export interface CompartmentFilter {
  types?: readonly string[];
  kinds?: readonly string[];
  /** Written (any version of it) at this moment or later. */
  since?: Date;
}

/** The current resources of these patients' own records, by type and newest first. Merged records are not joined in: give their ids. */
export async function compartment(tx: Tx, patient_ids: readonly string[], filter: CompartmentFilter = {}): Promise<Version[]> {
  const { types, kinds, since } = filter;
  const { rows } = await sql<VersionRow>`
    select ${columns} from records.resource
    where patient_id = any (${patient_ids}::uuid[]) and not deleted
      and (${types ?? null}::text[] is null or type = any (${types ?? null}::text[]))
      and (${kinds ?? null}::text[] is null or kind = any (${kinds ?? null}::text[]))
      and (${since ?? null}::timestamptz is null or last_updated >= ${since ?? null}::timestamptz)
    order by type, happened_at desc nulls last, id`.execute(tx);
  return rows.map(versionOf);
}

/** How many resources these patients' own records hold, by type. */
export async function countByType(tx: Tx, patient_ids: readonly string[]): Promise<{ type: string; count: number }[]> {
  const { rows } = await sql<{ type: string; count: number }>`
    select type, count(*)::int as count from records.resource
    where patient_id = any (${patient_ids}::uuid[]) and not deleted group by type order by type`.execute(tx);
  return rows;
}

/** Something written in a record since a moment, for a person who must say whose it is. */
export interface WrittenLine {
  type: string;
  id: string;
  version: number;
  patient_id: string;
  last_updated: Date;
  source: string;
  author: Author | null;
  title: string;
  value: string | null;
  kind: string | null;
}

/** What was written in these patients' records since a moment, oldest first. */
export async function writtenSince(tx: Tx, patient_ids: readonly string[], since: Date): Promise<WrittenLine[]> {
  const { rows } = await sql<Omit<WrittenLine, 'author'> & { author: string | null; author_name: string | null }>`
    select type, id, version, patient_id, last_updated, source, author, author_name, coalesce(title, type) as title, value, kind
    from records.resource
    where patient_id = any (${patient_ids}::uuid[]) and last_updated >= ${since} and type <> 'Patient'
    order by last_updated, type, id`.execute(tx);
  return rows.map(({ author, author_name, ...row }) => ({
    ...row, author: author === null && author_name === null ? null : { account_id: author, name: author_name ?? '' },
  }));
}

/** The resources of a type that carry an identifier; a system left out matches any. */
export async function findByIdentifier(tx: Tx, type: string, identifier: { system?: string; value: string }): Promise<string[]> {
  const { system, value } = identifier;
  const { rows } = await sql<{ id: string }>`
    select i.id from records.identifier i join records.resource r using (type, id)
    where i.type = ${type} and i.value = ${value} and (${system ?? null}::text is null or i.system = ${system ?? null}) and not r.deleted
    order by i.id limit 10`.execute(tx);
  return rows.map((row) => row.id);
}

/** Which of these resources exist and are not deleted, as `Type/id`. */
export async function existing(tx: Tx, keys: readonly { type: string; id: string }[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select type || '/' || id as key from records.resource
    where (type, id) in (select * from unnest(${keys.map((key) => key.type)}::text[], ${keys.map((key) => key.id)}::text[]))
      and not deleted`.execute(tx);
  return new Set(rows.map((row) => row.key));
}
