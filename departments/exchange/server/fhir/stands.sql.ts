import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** What is known of a resource before it is changed. */
export interface Standing {
  version: number;
  deleted: boolean;
  patient_id: string | null;
  source: string;
}

/** A resource as it stands, locked until the transaction ends; undefined where there is none to see. */
export async function holdResource(tx: Tx, type: string, id: string): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`select version, deleted, patient_id, source from records.resource
    where type = ${type} and id = ${id} for no key update`.execute(tx);
  return rows[0];
}
