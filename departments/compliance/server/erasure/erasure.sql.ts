import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Erasure, KeptRetention } from '../../contract/erasure.ts';
import type { ErasureFacts } from '../../rules/erasure/retention.ts';

export async function readRetention(tx: Tx): Promise<KeptRetention> {
  const { rows } = await sql<KeptRetention>`select clinical_years, minor_until_age, accounts_years, version from compliance.retention`.execute(tx);
  if (rows[0] === undefined) throw new Error('the rules of retention are not there');
  return rows[0];
}

/** Null where another version stands. */
export async function updateRetention(tx: Tx, { clinical_years, minor_until_age, accounts_years, version }: KeptRetention): Promise<KeptRetention | null> {
  const { rows } = await sql<KeptRetention>`update compliance.retention set clinical_years = ${clinical_years}, minor_until_age = ${minor_until_age}, accounts_years = ${accounts_years}, version = version + 1
    where version = ${version} returning clinical_years, minor_until_age, accounts_years, version`.execute(tx);
  return rows[0] ?? null;
}

/** What decides how long a record is kept, and the day in the hospital. */
export async function readFacts(tx: Tx, patient_id: string): Promise<{ facts: ErasureFacts; today: string }> {
  const { rows } = await sql<{ facts: ErasureFacts; today: string }>`select compliance.erasure_facts(${patient_id}::uuid) as facts, staff.today()::text as today`.execute(tx);
  if (rows[0] === undefined) throw new Error('a record has no facts');
  return rows[0];
}

export interface PartCount {
  category: string;
  table: string;
  about: string;
  found: number;
}

/** The tables in which the record has rows, by what becomes of them. */
export async function countParts(tx: Tx, patient_id: string): Promise<PartCount[]> {
  const { rows } = await sql<PartCount>`select category, table_name as table, about, sum(many)::int as found from compliance.erasure_parts(${patient_id}::uuid) where table_name <> 'patients.search_name'
    group by 1, 2, 3 having sum(many) > 0 order by min(place)`.execute(tx);
  return rows;
}

type ErasureRow = Omit<Erasure, 'asked_at' | 'decided_at'> & { asked_at: Date; decided_at: Date | null };
const columns = sql`id, categories, state, asked_at, asked_by, asked_by_name, decided_at, decided_by_name, note, rows`;
const shown = ({ asked_at, decided_at, ...row }: ErasureRow): Erasure => ({ ...row, asked_at: asked_at.toISOString(), decided_at: decided_at?.toISOString() ?? null });

export async function listErasures(tx: Tx, request_id: string): Promise<Erasure[]> {
  const { rows } = await sql<ErasureRow>`select ${columns} from compliance.erasure where request_id = ${request_id}::uuid order by asked_at desc, id desc`.execute(tx);
  return rows.map(shown);
}

/** One erasure of a request, held until it is decided. */
export async function holdErasure(tx: Tx, request_id: string, id: string): Promise<Erasure | undefined> {
  const { rows } = await sql<ErasureRow>`select ${columns} from compliance.erasure where id = ${id}::uuid and request_id = ${request_id}::uuid for update`.execute(tx);
  return rows[0] && shown(rows[0]);
}

export async function insertErasure(tx: Tx, asked: { request_id: string; patient_id: string; categories: readonly string[]; by_name: string }): Promise<void> {
  await sql`insert into compliance.erasure (request_id, patient_id, categories, asked_by_name)
    values (${asked.request_id}::uuid, ${asked.patient_id}::uuid, ${[...asked.categories]}::text[], ${asked.by_name})`.execute(tx);
}

/** Refuses or withdraws what was proposed. */
export async function endErasure(tx: Tx, id: string, { state, by_name, note }: { state: 'refused' | 'withdrawn'; by_name: string; note: string }): Promise<void> {
  await sql`update compliance.erasure set state = ${state}, decided_at = now(), decided_by = platform.actor_id(), decided_by_name = ${by_name}, note = ${note} where id = ${id}::uuid`.execute(tx);
}

/** Erases in the database; which records it was. */
export async function carryOut(tx: Tx, id: string, by_name: string, note: string): Promise<string[]> {
  const { rows } = await sql<{ ids: string[] }>`select compliance.carry_out(${id}::uuid, ${by_name}, ${note}) as ids`.execute(tx);
  return rows[0]?.ids ?? [];
}
