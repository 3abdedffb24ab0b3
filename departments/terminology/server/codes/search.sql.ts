import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Code, CodeKind } from '../../contract/index.ts';

/**
 * Codes of a kind by what is typed: a code or its beginning, or words begun in any order. First the code itself, then the
 * usual, then what begins so. What it reads is bounded (0017_find.sql), so that it stays quick over half a million codes.
 */
export async function searchCodes(tx: Tx, kind: CodeKind, query: string, limit: number): Promise<Code[]> {
  const { rows } = await sql<Code>`
    select system, code, display, kind_of as kind, system_name from terminology.search(${kind}, ${query}, ${limit})`.execute(tx);
  return rows;
}
