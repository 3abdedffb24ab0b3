import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
import { Problem } from '../../http/problem.ts';
import { confirmedUntil } from '../rules/session-state.ts';

/**
 * Throws unless the person proved who they are a short while ago: somebody who finds an open screen shall not be able to
 * add a way in for themselves.
 */
export async function requireConfirmation(tx: Tx, session_id: string): Promise<void> {
  const { rows } = await sql<{ confirmed_at: Date }>`select confirmed_at from auth.session
    where id = ${session_id}::uuid and ended_at is null`.execute(tx);
  const confirmed_at = rows[0]?.confirmed_at;
  if (confirmed_at === undefined || confirmedUntil(confirmed_at).getTime() < Date.now()) {
    throw new Problem(403, 'auth.confirmation_needed', 'Give your password again first');
  }
}
