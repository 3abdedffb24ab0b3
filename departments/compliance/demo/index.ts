import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { addDays } from '@openward/platform/time';
import { insertRequest, noteAct } from '../server/rights/rights.sql.ts';

export { seedBreaches } from './breaches.ts';

export interface RequestSeedOptions {
  today: string;
  /** Who answers for rights: account and name. */
  officer: { account_id: string; name: string };
  /** Of whom somebody asks. */
  patient_ids: readonly string[];
}

const wishes = [
  { kind: 'erasure', days_ago: 12, wish: 'Please delete everything that you have about me; I moved away.' },
  { kind: 'access', days_ago: 24, wish: 'A copy of all results of this year.' },
] as const;

/** Requests by right that wait for an answer, written down by the privacy officer. Returns how many. */
export async function seedRequests(tx: Tx, { today, officer, patient_ids }: RequestSeedOptions): Promise<number> {
  const asking = new Set<string>();
  await sql`select set_config('openward.actor', ${officer.account_id}, true)`.execute(tx);
  for (const { kind, days_ago, wish } of wishes) {
    const patient_id = await somebody(tx, patient_ids.filter((id) => !asking.has(id)));
    if (patient_id === null) continue;
    const id = await insertRequest(tx, { patient_id, kind, received_on: addDays(today, -days_ago), asked_by: 'The patient, by letter', identity_proof: 'Signature compared', wish });
    await noteAct(tx, id, { act: 'received', by_name: officer.name });
    asking.add(patient_id);
  }
  await sql`select set_config('openward.actor', '', true)`.execute(tx);
  return asking.size;
}

/** Somebody who was treated, with nothing under way: something may go, and the law keeps something. In a small demo, anybody. */
async function somebody(tx: Tx, patient_ids: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from unnest(${patient_ids}::uuid[]) with ordinality as e (id, n)
    cross join lateral (select compliance.erasure_facts(id) as facts offset 0) f
    where facts -> 'open' = '[]' and facts ->> 'treated' is not null order by n limit 1`.execute(tx);
  return rows[0]?.id ?? patient_ids[0] ?? null;
}
