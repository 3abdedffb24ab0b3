import type { Tx } from '@openward/platform/db';
import type { Act } from '@openward/platform/http';
import { partiesNamed } from './party.sql.ts';

/** Tells what parties of a subledger are called, by their keys. */
export type NamesParties = (tx: Tx, ids: readonly string[]) => Promise<Map<string, string>>;

const readers = new Map<string, NamesParties>();

/** A department downstream names the parties that it keeps itself, such as its tills. */
export function nameParties(department: string, reader: NamesParties): void {
  readers.set(department, reader);
}

/** What parties are called, those that the reader may know; the patients among them are noted in the audit log. */
export async function partyNames({ tx, audit }: Pick<Act, 'tx' | 'audit'>, parties: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = [...new Set(parties.filter((id) => id !== null))];
  if (ids.length === 0) return new Map();
  const found = await partiesNamed(tx, ids);
  audit.shown(found.filter(({ is_patient }) => is_patient).map(({ id }) => id));
  const names = new Map(found.map(({ id, name }) => [id, name]));
  for (const read of readers.values()) for (const [id, name] of await read(tx, ids.filter((each) => !names.has(each)))) names.set(id, name);
  return names;
}
