import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** The URI under which this hospital gives its numbers. */
export async function numberSystem(tx: Tx): Promise<string> {
  const { rows } = await sql<{ number_system: string }>`select number_system from patients.setting`.execute(tx);
  return rows[0]?.number_system ?? '';
}

export interface KnownPatient {
  patient_id: string;
  hospital_number: string;
  version: number;
  restricted: boolean;
  restricted_reason: string | null;
  /** SHA-256, in hexadecimal, of the resource that was last imported. */
  import_digest: string | null;
  /** What made the version that stands. */
  act: string;
}

/** Those of these patients who are here, locked until the transaction ends. */
export async function knownPatients(tx: Tx, ids: readonly string[]): Promise<Map<string, KnownPatient>> {
  const { rows } = await sql<KnownPatient>`
    select p.id as patient_id, p.hospital_number, p.version, p.restricted, p.restricted_reason,
      encode(p.import_digest, 'hex') as import_digest, v.act
    from patients.patient p join patients.version v on v.patient_id = p.id and v.version = p.version
    where p.id = any (${ids}::uuid[]) order by p.id for no key update of p`.execute(tx);
  return new Map(rows.map((row) => [row.patient_id, row]));
}
