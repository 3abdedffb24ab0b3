import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { CodeKind } from '../../contract/index.ts';
import { ancestors } from './lookup.sql.ts';

/** In these a code begins with the code of its family: E11.9 is of E11, also where the family itself is not loaded. */
const byBeginning: ReadonlySet<string> = new Set(['http://hl7.org/fhir/sid/icd-10-cm', 'http://hl7.org/fhir/sid/icd-10']);

/** A code and all that are narrower, at most so many; undefined where nothing is known of it. */
export async function codesBelow(tx: Tx, system: string, code: string, most: number): Promise<string[] | undefined> {
  const { rows } = await sql<{ code: string }>`
    with recursive own as (select id from terminology.code_system where url = ${system}),
    downward(code) as (
      select c.code from own join terminology.concept c on c.system_id = own.id and c.code = ${code}
      union
      select c.code from own, downward d join terminology.concept c on c.parents <> '{}' and c.parents @> array[d.code]
      where c.system_id = own.id
    )
    select code from downward
    union
    select c.code from own join terminology.concept c on c.system_id = own.id and c.active and c.kinds <> '{}'
      and c.code_key >= terminology.key_of(${code}) and c.code_key < (terminology.key_of(${code}) || chr(1114111)) collate "C"
    where ${byBeginning.has(system)} and length(terminology.key_of(${code})) >= 3
    limit ${most}`.execute(tx);
  return rows.length === 0 ? undefined : [...new Set([code, ...rows.map((row) => row.code)])];
}

/** A code and all that are wider; undefined where nothing is known of it. */
export async function codesAbove(tx: Tx, system: string, code: string): Promise<string[] | undefined> {
  const wider = await ancestors(tx, system, code);
  const families = byBeginning.has(system) ? familiesOf(code) : [];
  if (wider.length === 0 && families.length === 0) {
    const { rows } = await sql`
      select from terminology.concept c join terminology.code_system s on s.id = c.system_id where s.url = ${system} and c.code = ${code}`.execute(tx);
    if (rows.length === 0) return undefined;
  }
  return [...new Set([code, ...wider, ...families])];
}

/** S72.001A is of S72.001, S72.00, S72.0 and S72. */
function familiesOf(code: string): string[] {
  if (!/^[A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?$/.test(code)) return [];
  return Array.from({ length: code.length - 3 }, (_, index) => code.slice(0, 3 + index)).filter((each) => !each.endsWith('.'));
}

/** All codes that a form of this kind offers, at most so many. */
export async function codesOfKind(tx: Tx, kind: CodeKind, most: number): Promise<{ system: string; code: string }[]> {
  const { rows } = await sql<{ system: string; code: string }>`
    select s.url as system, c.code from terminology.search_place p
      join terminology.concept c on c.id = p.concept_id join terminology.code_system s on s.id = c.system_id
    where p.kind = ${kind} and p.place < ${most}`.execute(tx);
  return rows;
}
