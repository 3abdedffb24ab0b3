import type { Tx } from '@openward/platform/db';
import { badInput, Problem, serve } from '@openward/platform/http';
import { NotAnAmount, parseAmount, printAmount } from '@openward/platform/money';
import { ledgerContract as contract, type Entry, type ManualEntry } from '../contract/index.ts';
import { imbalanceOf, mirrorOf, type NewPosting } from '../rules/entry.ts';
import { unknown } from './account.ts';
import { listEntries, readEntry, readPostings } from './entry.sql.ts';
import { originsOf } from './origin.ts';
import { partyNames } from './party.ts';
import { post as postEntries } from './post.ts';

export const entries = serve(contract.entries, async ({ from = null, until = null, kind = null, account_id = null, source_id = null, before = null, limit }, { tx }) => {
  const found = await listEntries(tx, { from, until, kind, account_id, source_id, before, limit: limit + 1 });
  const shown = found.slice(0, limit);
  return { entries: shown, next: found.length > limit ? (shown.at(-1)?.number ?? null) : null };
});

export const entry = serve(contract.entry, async ({ entry_id }, { tx, audit }) => {
  audit.detail({ entry_id });
  const whole = await found(tx, entry_id);
  const names = await partyNames({ tx, audit }, whole.lines.map(({ party_id }) => party_id));
  const origins = await originsOf(tx, whole);
  audit.shown(origins.flatMap(({ patient_id }) => (patient_id === null ? [] : [patient_id])));
  return { ...whole, origins, parties: [...names].map(([party_id, name]) => ({ party_id, name })) };
});

export const post = serve(contract.post, async ({ business_date, description, lines }, { tx, audit }) => {
  const postings = lines.map(asPosting);
  const [[currency, over] = []] = imbalanceOf(postings);
  if (currency !== undefined && over !== undefined) {
    const side = over > 0n ? 'debits are more than the credits' : 'credits are more than the debits';
    throw new Problem(422, 'ledger.imbalance', `The ${side} by ${printAmount(over > 0n ? over : -over, currency)} ${currency}`, { field: 'lines' });
  }
  const [posted] = await postEntries(tx, [{ business_date, kind: 'manual', description, postings }]);
  audit.detail({ entry_id: posted!.entry_id });
  return found(tx, posted!.entry_id);
});

export const reverse = serve(contract.reverse, async ({ entry_id, business_date, reason }, { tx, audit }) => {
  const entry_id_new = await reverseEntry(tx, { entry_id, business_date, reason });
  audit.detail({ entry_id: entry_id_new, reverses: entry_id });
  return found(tx, entry_id_new);
});

/** Takes an entry back by its mirror on an open day; returns the new entry. 404 for none; 409 where it was taken back already. */
export async function reverseEntry(tx: Tx, { entry_id, business_date, reason }: { entry_id: string; business_date: string; reason: string }): Promise<string> {
  const postings = await readPostings(tx, entry_id);
  if (postings.length === 0) throw unknown('entry_id', 'There is no such entry');
  const [posted] = await postEntries(tx, [{ business_date, kind: 'reversal', description: reason, reverses: entry_id, postings: mirrorOf(postings) }]);
  return posted!.entry_id;
}

function asPosting({ amount, ...line }: ManualEntry['lines'][number], place: number): NewPosting {
  try {
    return { ...line, amount_minor: parseAmount(amount, line.currency) };
  } catch (error) {
    if (error instanceof NotAnAmount) throw badInput(`lines.${place}.${error.why === 'currency' ? 'currency' : 'amount'}`, `amount.${error.why}`, error.message);
    throw error;
  }
}

async function found(tx: Tx, entry_id: string): Promise<Entry> {
  const read = await readEntry(tx, entry_id);
  if (read === undefined) throw unknown('entry_id', 'There is no such entry');
  return read;
}
