import { sql } from 'kysely';
import type { Logger } from 'pino';
import { forgetWhatIsOver } from '@openward/platform/auth';
import type { Database } from '@openward/platform/db';
import { forgetOldAnswers } from '@openward/platform/http';

const day_ms = 86_400_000;

/** What must be done at each start and daily: partitions for the months ahead, kept answers forgotten. Returns how to stop it. */
export async function keepHouse(database: Database, log: Logger): Promise<() => void> {
  await keepHouseOnce(database);
  const timer = setInterval(() => {
    keepHouseOnce(database).catch((error: unknown) => {
      log.error({ fault: error instanceof Error ? error.name : 'unknown' }, 'housekeeping failed; tried again tomorrow');
    });
  }, day_ms);
  timer.unref();
  return () => clearInterval(timer);
}

async function keepHouseOnce(database: Database): Promise<void> {
  await database.transaction({ scope: 'system' }, async (tx) => {
    await sql`select audit.keep_partitions(), records.keep_partitions(), records.forget_unfinished_uploads()`.execute(tx);
    await forgetOldAnswers(tx);
    await forgetWhatIsOver(tx);
  });
}
