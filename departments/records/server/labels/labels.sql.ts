import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Label } from '../../contract/labels.ts';

/** The labels of this hospital, and whether who acts is cleared for each. */
export async function readLabels(tx: Tx): Promise<Label[]> {
  const { rows } = await sql<Label>`
    select code, name, meaning, active, platform.cleared(code) as cleared from auth.label
    union all
    select 'restricted', 'Restricted', 'What only people with a clearance for restricted patients may see', true, platform.cleared('restricted')
    order by name`.execute(tx);
  return rows;
}

/** An entry whose text names another, as it stands. */
export interface Naming {
  type: string;
  id: string;
  source: string;
  body: string;
}

const mostAtOnce = 500;

/** Entries of a record that name this one, as far as who acts may see them. */
export async function entriesNaming(tx: Tx, patient_id: string, reference: string): Promise<Naming[]> {
  const { rows } = await sql<Naming>`
    select type, id, source, body::text as body from records.resource
    where patient_id = any (records.alias_set(${patient_id}::uuid)) and not deleted and position(${`${reference}"`} in body::text) > 0
    order by type, id limit ${mostAtOnce}`.execute(tx);
  return rows;
}
