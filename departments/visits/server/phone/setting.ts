import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { visitsContract as contract, type PhoneCheckIn } from '../../contract/index.ts';

export async function readPhoneSetting(tx: Tx): Promise<PhoneCheckIn> {
  const { rows } = await sql<PhoneCheckIn>`select active, before_minutes, after_minutes, version from visits.phone_check_in`.execute(tx);
  return rows[0]!;
}

export const phoneCheckIn = serve(contract.phoneCheckIn, async (_input, { tx }) => readPhoneSetting(tx));

export const setPhoneCheckIn = serve(contract.setPhoneCheckIn, async ({ active, before_minutes, after_minutes, version }, { tx, audit }) => {
  const { numAffectedRows } = await sql`update visits.phone_check_in set active = ${active}, before_minutes = ${before_minutes}, after_minutes = ${after_minutes}, version = version + 1
    where version = ${version}`.execute(tx);
  if (numAffectedRows !== 1n) throw new Problem(409, 'visits.changed', 'Somebody has changed this meanwhile', { field: 'version', current: await readPhoneSetting(tx) });
  audit.detail({ active, before_minutes, after_minutes });
  return readPhoneSetting(tx);
});
