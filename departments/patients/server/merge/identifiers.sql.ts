import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

export interface SealedIdentifier {
  id: string;
  blind_index: Buffer;
  value_encrypted: Buffer;
}

/** The secret numbers of patients, sealed, by their rows. */
export async function sealedIdentifiers(tx: Tx, patient_ids: readonly string[]): Promise<Map<string, SealedIdentifier>> {
  const { rows } = await sql<SealedIdentifier>`select id, blind_index, value_encrypted from patients.identifier
    where patient_id = any (${patient_ids}::uuid[]) and value_encrypted is not null`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}
