import { sql } from 'kysely';
import { announce } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { breakGlassContract } from '../contract/break-glass.ts';

/** Opens a closed record to whoever states a reason. From the next request on, row-level security lets them see it. */
export const breakGlass = serve(breakGlassContract.breakGlass, async ({ patient_id, reason }, { tx, actor, audit }) => {
  if ((await records.labelOf(tx, patient_id)) === undefined) {
    throw new Problem(404, 'patients.unknown', 'There is no such patient', { field: 'patient_id' });
  }
  const record_ids = await records.aliasSet(tx, patient_id);
  const { rows } = await sql<{ id: string; ends_at: Date }>`
    insert into auth.broken_glass (account_id, patient_id, record_ids, reason, ends_at)
    select ${actor.account_id}::uuid, ${patient_id}::uuid, ${[...new Set([patient_id, ...record_ids])]}::uuid[], ${reason}, now() + make_interval(mins => glass_minutes)
    from auth.policy returning id, ends_at`.execute(tx);
  const [broken] = rows;
  if (broken === undefined) throw new Error('auth.policy has lost its row');
  audit.purpose = 'ETREAT';
  audit.detail({ glass_id: broken.id, ends_at: broken.ends_at.toISOString() });
  announce(tx, 'broken-glass');
  return { glass_id: broken.id, ends_at: broken.ends_at.toISOString() };
});
