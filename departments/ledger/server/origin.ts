import type { Tx } from '@openward/platform/db';
import type { Entry, Origin } from '../contract/index.ts';
import { readEntry } from './entry.sql.ts';

/** What something is called in its department, whose it is, and what it came from itself. */
export interface OriginTold {
  label: string;
  patient_id: string | null;
  from?: readonly { kind: string; id: string }[];
}

/** Undefined where there is none, or the reader may not see it. */
export type TellsOrigin = (tx: Tx, id: string) => Promise<OriginTold | undefined>;

const tellers = new Map<string, TellsOrigin>();

/** A department downstream tells what its things are from which entries come: charges, invoices, payments, visits. */
export function tellOrigin(kind: string, teller: TellsOrigin): void {
  tellers.set(kind, teller);
}

/** What made an entry, what made that, and so on; of a reversal what made the entry that it takes back. */
export async function originsOf(tx: Tx, entry: Pick<Entry, 'source_kind' | 'source_id' | 'reverses'>): Promise<Origin[]> {
  if (entry.source_kind === null || entry.source_id === null) {
    const taken_back = entry.reverses === null ? undefined : await readEntry(tx, entry.reverses);
    return taken_back === undefined ? [] : originsOf(tx, taken_back);
  }
  const origins: Origin[] = [];
  const waiting = [{ kind: entry.source_kind, id: entry.source_id }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { kind, id } = next;
    if (origins.some((known) => known.kind === kind && known.id === id)) continue;
    const told = await tellers.get(kind)?.(tx, id);
    if (told === undefined) continue;
    origins.push({ kind, id, label: told.label, patient_id: told.patient_id });
    waiting.push(...(told.from ?? []));
  }
  return origins;
}
