import { badInput, Problem } from '../../http/problem.ts';
import { serve } from '../../http/serve.ts';
import { authContract } from '../contract/index.ts';
import { readPolicy, updatePolicy } from './policy.sql.ts';

/** The hospital's limits of passwords and sessions. */
export const readSignInPolicy = serve(authContract.readSignInPolicy, (_input, { tx }) => readPolicy(tx));

/** Change the limits of passwords and sessions. */
export const updateSignInPolicy = serve(authContract.updateSignInPolicy, async (input, { tx, audit }) => {
  if (input.lock_after_minutes > input.end_after_idle_minutes) {
    throw badInput('lock_after_minutes', 'auth.policy_lock_too_late', 'The screen must lock before the session ends');
  }
  const before = await readPolicy(tx);
  const updated = await updatePolicy(tx, input);
  if (updated === null) throw new Problem(409, 'auth.policy_changed', 'Somebody else changed these limits meanwhile', { current: before });
  audit.detail({ before, after: updated });
  return updated;
});
