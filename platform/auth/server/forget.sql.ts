import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';

/** Deletes what is kept for no longer: challenges, unfinished enrolments, sessions that ended 90 days ago. Run it daily. */
export async function forgetWhatIsOver(tx: Tx): Promise<void> {
  await sql`select auth.forget_what_is_over()`.execute(tx);
}
