import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { CodeKind } from '../../contract/index.ts';

/** A code with all that is known of it. */
export interface Concept {
  system: string;
  system_name: string;
  code: string;
  display: string;
  terms: string[];
  kinds: CodeKind[];
  active: boolean;
  parents: string[];
  properties: Record<string, unknown>;
  release: string;
}

export interface MappedCode {
  system: string;
  code: string;
  equivalence: string;
}

/** One code, also one that was withdrawn. */
export async function findConcept(tx: Tx, system: string, code: string): Promise<Concept | undefined> {
  const { rows } = await sql<Concept>`
    select s.url as system, s.name as system_name, c.code, c.display, c.terms, c.kinds, c.active, c.parents, c.properties, c.release
    from terminology.concept c join terminology.code_system s on s.id = c.system_id
    where s.url = ${system} and c.code = ${code}`.execute(tx);
  return rows[0];
}

/** The codes of other systems that mean the same or nearly, whichever of the two publishers says so. */
export async function mapsOf(tx: Tx, system: string, code: string): Promise<MappedCode[]> {
  const { rows } = await sql<MappedCode>`
    select other.url as system, m.target as code, m.equivalence
    from terminology.concept_map m join terminology.code_system own on own.id = m.system_id
      join terminology.code_system other on other.id = m.target_system_id
    where own.url = ${system} and m.code = ${code}
    union
    select other.url, m.code, case m.equivalence when 'wider' then 'narrower' when 'narrower' then 'wider' else m.equivalence end
    from terminology.concept_map m join terminology.code_system own on own.id = m.target_system_id
      join terminology.code_system other on other.id = m.system_id
    where own.url = ${system} and m.target = ${code}
    order by 1, 2`.execute(tx);
  return rows;
}

/** All wider codes of a code, however far up: the classes of a medicine, the families of a disease. */
export async function ancestors(tx: Tx, system: string, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive upward(system_id, code) as (
      select c.system_id, unnest(c.parents) from terminology.concept c join terminology.code_system s on s.id = c.system_id
      where s.url = ${system} and c.code = ${code}
      union
      select c.system_id, unnest(c.parents) from upward u join terminology.concept c on c.system_id = u.system_id and c.code = u.code
    )
    select code from upward order by code collate "C"`.execute(tx);
  return rows.map((row) => row.code);
}
