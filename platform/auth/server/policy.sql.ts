import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

export interface SignInPolicy {
  password_length_min: number;
  lock_after_minutes: number;
  end_after_idle_minutes: number;
  session_hours_max: number;
  version: number;
}

/** The hospital's limits of passwords and sessions. */
export async function readPolicy(tx: Tx): Promise<SignInPolicy> {
  const { rows } = await sql<SignInPolicy>`select password_length_min, lock_after_minutes, end_after_idle_minutes,
    session_hours_max, version from auth.policy`.execute(tx);
  if (rows[0] === undefined) throw new Error('auth.policy has lost its row');
  return rows[0];
}

/** Changes the limits; null when somebody else changed them since `version`. They hold for sessions begun from now on. */
export async function updatePolicy(tx: Tx, policy: SignInPolicy): Promise<SignInPolicy | null> {
  const { rows } = await sql<SignInPolicy>`update auth.policy set password_length_min = ${policy.password_length_min},
      lock_after_minutes = ${policy.lock_after_minutes}, end_after_idle_minutes = ${policy.end_after_idle_minutes},
      session_hours_max = ${policy.session_hours_max}, version = version + 1
    where version = ${policy.version}
    returning password_length_min, lock_after_minutes, end_after_idle_minutes, session_hours_max, version`.execute(tx);
  return rows[0] ?? null;
}
