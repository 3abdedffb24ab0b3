import { sql } from 'kysely';
import { auditEventId, type LoggedEvent, partsOf, patientOf } from '@openward/platform/audit/fhir';
import type { Tx } from '@openward/platform/db';
import type { AuditAsked } from './asked.ts';
import { nextEvents } from './events.sql.ts';

/** A part of a row that answers. */
export interface FoundPart {
  event: LoggedEvent;
  part: number;
}

/** Where a page ended: the last part of which row was looked at. */
export interface PageEnd {
  at: string;
  id: string;
  part: number;
}

export interface AuditPage {
  found: readonly FoundPart[];
  /** Null where there is no more. */
  end: PageEnd | null;
}

const rows_at_once = 1000;
const chosen_at_once = 5000;
/** So many rows are looked at for one page. Where few of them answer, the page is short, and the next one goes on. */
const rows_max = 10_000;

/** A page of the log: of what an index leads to, the parts that answer. */
export async function auditPage(tx: Tx, asked: AuditAsked, after: PageEnd | null): Promise<AuditPage> {
  // A page is little of a log that has no end, whatever the statistics say of its last minutes: by index, never through a month.
  await sql`select set_config('enable_seqscan', 'off', true)`.execute(tx);
  const found: FoundPart[] = [];
  let end = after;
  const chosen = asked.outcomes !== null || asked.names !== null;
  const at_once = chosen ? chosen_at_once : asked.matches.length === 0 ? Math.min(asked.count + 2, rows_at_once) : rows_at_once;
  for (let looked = 0; looked < rows_max; looked += at_once) {
    const { events, more } = await nextEvents(tx, asked, end, at_once);
    for (const event of events) {
      const first = end !== null && end.at === event.at && end.id === event.id ? end.part + 1 : 1;
      const parts = partsOf(event);
      for (let part = first; part <= parts; part += 1) {
        if (!answers(asked, event, part)) continue;
        if (found.length === asked.count) return { found, end };
        found.push({ event, part });
        end = { at: event.at, id: event.id, part };
      }
      // Whoever comes next begins behind the row, whatever of it answered.
      end = { at: event.at, id: event.id, part: parts };
    }
    if (!more) return { found, end: null };
  }
  return { found, end };
}

function answers({ ids, patients, matches }: AuditAsked, event: LoggedEvent, part: number): boolean {
  if (ids !== null && !ids.includes(auditEventId(event, part))) return false;
  if (patients !== null && !patients.includes(patientOf(event, part) ?? '')) return false;
  return matches.every((matching) => matching(event));
}
