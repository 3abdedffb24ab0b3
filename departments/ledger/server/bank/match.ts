import type { Tx } from '@openward/platform/db';
import { badInput, Problem, serve } from '@openward/platform/http';
import { NotAnAmount, parseAmount, printAmount } from '@openward/platform/money';
import { ledgerContract as contract, type BankLineDetails } from '../../contract/index.ts';
import { suggest, type OpenPosting } from '../../rules/bank/suggest.ts';
import { unknown } from '../account.ts';
import { authorOf } from '../author.ts';
import { post } from '../post.ts';
import { endMatch, findLine, findPostings, insertMatch, listLines, listMatches, openPostings, presented, type FoundLine } from './match.sql.ts';
import { bankAccount } from './statement.ts';

/** Days around a movement in which a posting may be it, and how many are looked at. */
const around = { days: 45, limit: 300 };

export const bankLines = serve(contract.bankLines, async ({ account_id, state, before = null, limit }, { tx, audit }) => {
  await bankAccount(tx, account_id);
  audit.detail({ account_id });
  const found = await listLines(tx, account_id, state, before, limit + 1);
  const shown = found.slice(0, limit);
  return { lines: shown.map(presented), next: found.length > limit ? (shown.at(-1)?.id ?? null) : null };
});

export const bankLine = serve(contract.bankLine, async ({ bank_line_id }, { tx, audit }) => {
  audit.detail({ bank_line_id });
  return details(tx, await found(tx, bank_line_id));
});

export const matchLine = serve(contract.matchLine, async ({ bank_line_id, postings }, act) => {
  const { tx, audit } = act;
  const line = await found(tx, bank_line_id, true);
  const posted = await findPostings(tx, line, postings);
  let open = line.open_minor;
  // In one order: two who match the same postings wait for each other, and never in a circle.
  for (const wanted of postings.toSorted((one, other) => `${one.entry_id}.${one.line}`.localeCompare(`${other.entry_id}.${other.line}`))) {
    const posting = posted.find(({ entry_id, line: place }) => entry_id === wanted.entry_id && place === wanted.line);
    if (posting === undefined) throw new Problem(422, 'ledger.posting_of_another', 'This is no posting on the account of the bank', { field: 'postings' });
    const amount_minor = wanted.amount === undefined ? smaller(open, posting.open_minor) : signed(wanted.amount, line.currency, line.amount_minor);
    if (amount_minor === 0n) throw new Problem(409, 'ledger.matched_already', 'Nothing is open of this movement, or of this posting', { field: 'postings' });
    await insertMatch(tx, { bank_line_id, entry_id: posting.entry_id, line: posting.line, amount_minor }, authorOf(act).name);
    open -= amount_minor;
  }
  audit.detail({ bank_line_id, postings: postings.length });
  return details(tx, await found(tx, bank_line_id));
});

export const unmatchLine = serve(contract.unmatchLine, async ({ match_id, reason }, act) => {
  const bank_line_id = await endMatch(act.tx, match_id, reason, authorOf(act));
  if (bank_line_id === undefined) throw unknown('match_id', 'No match that stands has this key');
  act.audit.detail({ bank_line_id, match_id });
  return details(act.tx, await found(act.tx, bank_line_id));
});

export const postLine = serve(contract.postLine, async ({ bank_line_id, description, business_date, lines }, act) => {
  const { tx, audit } = act;
  const line = await found(tx, bank_line_id, true);
  const { currency, open_minor } = line;
  if (open_minor === 0n) throw new Problem(409, 'ledger.matched_already', 'Nothing is open of this movement', { field: 'bank_line_id' });
  const against = lines.map(({ amount, ...rest }, place) => ({ ...rest, currency, amount_minor: minorOf(`lines.${place}.amount`, amount, currency) }));
  const sum = against.reduce((total, { amount_minor }) => total + amount_minor, 0n);
  if (sum !== -open_minor) {
    throw new Problem(422, 'ledger.imbalance', `What is against the bank comes to ${printAmount(sum, currency)} ${currency}; it must be ${printAmount(-open_minor, currency)}`, { field: 'lines' });
  }
  const [posted] = await post(tx, [{
    business_date: business_date ?? line.booked_on, kind: 'bank', description, source: { kind: 'bank-line', id: bank_line_id },
    postings: [{ account_id: line.account_id, amount_minor: open_minor, currency }, ...against],
  }]);
  await insertMatch(tx, { bank_line_id, entry_id: posted!.entry_id, line: 1, amount_minor: open_minor }, authorOf(act).name);
  audit.detail({ bank_line_id, entry_id: posted!.entry_id });
  return details(tx, await found(tx, bank_line_id));
});

async function found(tx: Tx, id: string, lock = false): Promise<FoundLine> {
  const line = await findLine(tx, id, lock);
  if (line === undefined) throw unknown('bank_line_id', 'There is no such movement');
  return line;
}

async function details(tx: Tx, line: FoundLine): Promise<BankLineDetails> {
  const among = line.open_minor === 0n ? [] : await openPostings(tx, line, around.days, around.limit);
  const told = ({ open_minor, ...posting }: OpenPosting) => ({ ...posting, open: printAmount(open_minor, line.currency) });
  return { ...presented(line), matches: await listMatches(tx, line), suggestions: suggest(line, among).map(({ postings, reasons }) => ({ postings: postings.map(told), reasons })) };
}

const size = (amount: bigint): bigint => (amount < 0n ? -amount : amount);
const smaller = (one: bigint, other: bigint): bigint => (size(one) < size(other) ? one : other);
/** A match has the sign of its movement, however it is told. */
const signed = (amount: string, currency: string, like: bigint): bigint => {
  const minor = size(minorOf('postings', amount, currency));
  return like < 0n ? -minor : minor;
};

function minorOf(field: string, amount: string, currency: string): bigint {
  try {
    return parseAmount(amount, currency);
  } catch (error) {
    if (error instanceof NotAnAmount) throw badInput(field, `amount.${error.why}`, error.message);
    throw error;
  }
}
