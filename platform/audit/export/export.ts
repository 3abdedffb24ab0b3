import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/index.ts';
import type { Destination } from './destination.ts';
import { type Batch, claim, giveUp, moveOn, nextMessages, type Place, release } from './export.sql.ts';

const holder = randomUUID();

export interface ExportOptions {
  /** Who sends; this process unless told. */
  as?: string;
  /** First pause after a failure. */
  again_s?: number;
  /** Goes on for so long, and then lets the next round begin. */
  round_ms?: number;
}

/**
 * Gives a destination what it has not got yet, in the order of the log. Of several processes one does. A batch counts only when the destination surely has
 * it: what it may not have is sent again, so it comes at least once, and never in another order.
 */
export async function exportLog(database: Database, destination: Destination, { as = holder, again_s = 1, round_ms = 10_000 }: ExportOptions = {}): Promise<void> {
  const { name, at_once } = destination;
  const ends = Date.now() + round_ms;
  let place = await claim(database, name, as);
  while (place !== null) {
    const batch: Batch | null = await nextMessages(database, place, at_once);
    if (batch === null || Date.now() > ends) return release(database, name, as);
    let next: Place;
    try {
      next = await give(destination, batch);
    } catch (error) {
      return giveUp(database, name, as, faultOf(error), again_s);
    }
    if (!await moveOn(database, name, as, next)) return;
    place = next;
  }
}

async function give(destination: Destination, { messages, after }: Batch): Promise<Place> {
  if (messages.length === 0) return after;
  const taken = await destination.give(messages);
  const first = messages[taken];
  return first === undefined ? after : { index: first.index, part: first.part };
}

/** A code; the text of an error may hold what it was about. */
function faultOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: string };
  return typeof code === 'string' ? code.slice(0, 100) : name ?? 'unknown';
}
