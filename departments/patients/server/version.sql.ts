import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { PatientRecord } from '../contract/record.ts';
import type { Standing } from '../rules/draft.ts';

export interface VersionWritten {
  version: number;
  act: string;
  reason: string | null;
  at: Date;
  account_id: string | null;
  name: string;
  document: PatientRecord;
}

/** Versions `from` to `to` of a patient, oldest first, with the names of who made them. */
export async function readVersions(tx: Tx, patient_id: string, from: number, to: number): Promise<VersionWritten[]> {
  const { rows } = await sql<VersionWritten>`
    select v.version, v.act, v.reason, v.at, v.actor_id as account_id, coalesce(a.display_name, 'OpenWard') as name, v.document
    from patients.version v left join auth.account a on a.id = v.actor_id
    where v.patient_id = ${patient_id}::uuid and v.version between ${from} and ${to}
    order by v.version`.execute(tx);
  return rows;
}

/** One version whole, with what a sender gave beyond it. */
export async function readStanding(tx: Tx, patient_id: string, version: number): Promise<Standing> {
  const { rows } = await sql<Standing>`select document, sources from patients.version
    where patient_id = ${patient_id}::uuid and version = ${version}`.execute(tx);
  if (rows[0] === undefined) throw new Error('a version that a merge names is not there');
  return rows[0];
}
