import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Withholding } from '../../contract/consent.ts';

type Row = Omit<Withholding, 'since' | 'until' | 'ended_at'> & { since: Date; until: Date | null; ended_at: Date | null };

/** From whom a patient withholds the record, the newest first; or the one of this id. */
export async function readWithholdings(tx: Tx, patient_id: string, id: string | null = null): Promise<Withholding[]> {
  const { rows } = await sql<Row>`
    select w.id, w.patient_id, w.role, w.account_id, account.display_name as account_name, w.reason, w.since, w.until, w.by_name, w.ended_at, w.ended_by_name
    from auth.withholding w left join auth.account on account.id = w.account_id
    where w.patient_id = any (array_append(records.alias_set(${patient_id}::uuid), ${patient_id}::uuid)) and (${id}::uuid is null or w.id = ${id}::uuid)
    order by w.ended_at is not null, w.since desc`.execute(tx);
  return rows.map(({ since, until, ended_at, ...row }) => ({ ...row, since: since.toISOString(), until: until?.toISOString() ?? null, ended_at: ended_at?.toISOString() ?? null }));
}

export async function insertWithholding(tx: Tx, given: { patient_id: string; role: string | null; account_id: string | null; reason: string; until: string | null; by_name: string }): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into auth.withholding (patient_id, role, account_id, reason, until, by_name)
    values (${given.patient_id}::uuid, ${given.role}, ${given.account_id}::uuid, ${given.reason}, ${given.until}::timestamptz, ${given.by_name}) returning id`.execute(tx);
  if (rows[0] === undefined) throw new Error('a withholding was not kept');
  return rows[0].id;
}

/** Ends it; false where it has ended already. */
export async function endWithholding(tx: Tx, id: string, by_name: string): Promise<boolean> {
  const { rows } = await sql`update auth.withholding set ended_at = now(), ended_by_name = ${by_name} where id = ${id}::uuid and ended_at is null returning id`.execute(tx);
  return rows.length > 0;
}

/** The roles from which a record may be withheld. */
export async function readRoles(tx: Tx): Promise<{ name: string; title: string }[]> {
  const { rows } = await sql<{ name: string; title: string }>`select name, title from auth.role order by title`.execute(tx);
  return rows;
}
