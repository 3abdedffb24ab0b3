import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { addDays } from '@openward/platform/time';
import { insertRequest, noteAct } from '../server/rights/rights.sql.ts';

export interface RequestSeedOptions {
  today: string;
  /** Who answers for rights: account and name. */
  officer: { account_id: string; name: string };
  /** Who asks; the first to be erased, the second for a copy. */
  patient_ids: readonly string[];
}

const wishes = [
  { kind: 'erasure', days_ago: 12, wish: 'Please delete everything that you have about me; I moved away.' },
  { kind: 'access', days_ago: 24, wish: 'A copy of all results of this year.' },
] as const;

/** Requests by right that wait for an answer, written down by the privacy officer. Returns how many. */
export async function seedRequests(tx: Tx, { today, officer, patient_ids }: RequestSeedOptions): Promise<number> {
  await sql`select set_config('openward.actor', ${officer.account_id}, true)`.execute(tx);
  for (const [at, { kind, days_ago, wish }] of wishes.entries()) {
    const patient_id = patient_ids[at];
    if (patient_id === undefined) continue;
    const id = await insertRequest(tx, { patient_id, kind, received_on: addDays(today, -days_ago), asked_by: 'The patient, by letter', identity_proof: 'Signature compared', wish });
    await noteAct(tx, id, { act: 'received', by_name: officer.name });
  }
  await sql`select set_config('openward.actor', '', true)`.execute(tx);
  return Math.min(wishes.length, patient_ids.length);
}
