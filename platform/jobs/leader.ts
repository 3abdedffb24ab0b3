import type pg from 'pg';
import type { Database } from '../db/index.ts';

// The lock of whoever runs the jobs. It belongs to a connection: when its server dies, PostgreSQL gives it back.
const lock = `hashtextextended('openward.jobs', 0)`;

/** Asks to be the one server that runs the jobs. Lead while `leads()` is true. */
export interface Candidate {
  leads(): boolean;
  /** Asks (again); false where another server leads, or the database cannot be reached. */
  stand(): Promise<boolean>;
  resign(): Promise<void>;
}

/** Stands for this process, over a connection of its own. */
export function candidateOf(database: Pick<Database, 'dedicated'>): Candidate {
  let client: pg.Client | undefined;
  let leading = false;
  const lose = (lost: pg.Client): void => {
    if (client !== lost) return;
    client = undefined;
    leading = false;
  };
  async function connect(): Promise<pg.Client> {
    const own = await database.dedicated();
    client = own;
    own.on('error', () => lose(own));
    own.on('end', () => lose(own));
    return own;
  }
  return {
    leads: () => leading,
    async stand() {
      if (leading) return true;
      try {
        const own = client ?? (await connect());
        const { rows } = await own.query<{ mine: boolean }>(`select pg_try_advisory_lock(${lock}) as mine`);
        leading = client === own && rows[0]?.mine === true;
      } catch {
        // Asked again in a moment.
        leading = false;
      }
      return leading;
    },
    async resign() {
      leading = false;
      await client?.end().catch(() => {});
    },
  };
}
