import { sql } from 'kysely';
import type { Database, Tx } from '../../db/index.ts';
import { type LoggedEvent, loggedColumns, partsOf } from '../fhir/logged.ts';
import type { Message } from './destination.ts';

/** Where a destination goes on. */
export interface Place {
  index: number;
  part: number;
}

/** So long a process that sends may be silent before another takes over, in seconds: longer than one giving takes. */
const hold_s = 60;
const again_s_max = 300;
const rows_at_once = 2000;

const asSystem = <Result>(database: Database, act: (tx: Tx) => Promise<Result>): Promise<Result> => database.transaction({ scope: 'system' }, act);

/** Notes which destinations there are; those of before keep their place, and are no longer waited for. */
export const declareDestinations = (database: Database, names: readonly string[]): Promise<void> => asSystem(database, async (tx) => {
  await sql`insert into platform.audit_export (name) select unnest(${names}::text[]) on conflict (name) do nothing`.execute(tx);
  await sql`update platform.audit_export set configured = name = any(${names}::text[]) where configured <> (name = any(${names}::text[]))`.execute(tx);
});

/** Asks to be the one who sends; null where another does, or the next try is not yet due. */
export const claim = (database: Database, name: string, holder: string): Promise<Place | null> => asSystem(database, async (tx) => {
  const { rows: [row] } = await sql<{ next_index: string; next_part: number }>`update platform.audit_export set holder = ${holder}::uuid, held_until = clock_timestamp() + make_interval(secs => ${hold_s})
    where name = ${name} and (holder = ${holder}::uuid or held_until < clock_timestamp()) returning next_index::text as next_index, next_part`.execute(tx);
  return row === undefined ? null : { index: Number(row.next_index), part: row.next_part };
});

/** Moves on, and keeps the claim; false where another holds it now. */
export const moveOn = (database: Database, name: string, holder: string, { index, part }: Place): Promise<boolean> => asSystem(database, async (tx) => {
  const { numAffectedRows } = await sql`update platform.audit_export set next_index = ${index}, next_part = ${part}, sent_at = clock_timestamp(), fault = null, failures = 0,
    held_until = clock_timestamp() + make_interval(secs => ${hold_s}) where name = ${name} and holder = ${holder}::uuid`.execute(tx);
  return numAffectedRows === 1n;
});

export const release = (database: Database, name: string, holder: string): Promise<void> => asSystem(database, async (tx) => {
  await sql`update platform.audit_export set holder = null, held_until = '-infinity', fault = null where name = ${name} and holder = ${holder}::uuid`.execute(tx);
});

/** Nobody tries again for a while, which doubles. */
export const giveUp = (database: Database, name: string, holder: string, fault: string, again_s: number): Promise<void> => asSystem(database, async (tx) => {
  await sql`update platform.audit_export set holder = null, fault = ${fault}, failures = failures + 1,
    held_until = clock_timestamp() + make_interval(secs => least(${again_s} * 2 ^ least(failures, 12), ${again_s_max})) where name = ${name} and holder = ${holder}::uuid`.execute(tx);
});

export interface Batch {
  messages: readonly Message[];
  /** Where to go on after all of them: the first part behind them. */
  after: Place;
}

/** What comes next in the order of the log; null where everything sealed is sent. An event that somebody removed is passed over: verifying names it. */
export const nextMessages = (database: Database, from: Place, most: number): Promise<Batch | null> => asSystem(database, async (tx) => {
  await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`.execute(tx);
  const { rows } = await sql<LoggedEvent & { leaf: string }>`select l.index::text as leaf, ${loggedColumns} from audit.leaf l
    left join audit.event event on event.at = l.event_at and event.id = l.event_id
    where l.index >= ${from.index} and l.index < ${from.index + Math.min(most, rows_at_once)} order by l.index`.execute(tx);
  if (rows.length === 0) return null;
  const messages: Message[] = [];
  for (const { leaf, ...event } of rows) {
    const index = Number(leaf);
    const parts = event.id === null ? 0 : partsOf(event);
    for (let part = index === from.index ? from.part : 1; part <= parts; part += 1) {
      if (messages.length === most) return { messages, after: { index, part } };
      messages.push({ index, event, part });
    }
  }
  return { messages, after: { index: Number(rows.at(-1)!.leaf) + 1, part: 1 } };
});
