import { sql } from 'kysely';
import { forgetWhatIsOver } from '@openward/platform/auth';
import type { Database } from '@openward/platform/db';
import { forgetOldAnswers } from '@openward/platform/http';
import { every } from '@openward/platform/jobs';

const day = 86_400;

/** What must be done at each start and daily: partitions for the months ahead, kept answers forgotten. */
export async function keepHouse(database: Database): Promise<void> {
  await database.transaction({ scope: 'system' }, async (tx) => {
    await sql`select audit.keep_partitions(), records.keep_partitions(), records.forget_unfinished_uploads()`.execute(tx);
    await forgetOldAnswers(tx);
    await forgetWhatIsOver(tx);
  });
}

every(day, 'housekeeping', keepHouse);
