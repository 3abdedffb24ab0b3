import { printAmount } from '@openward/platform/money';
import type { Tx } from '@openward/platform/db';
import { Problem, serve, type Act } from '@openward/platform/http';
import { billingContract as contract } from '../../contract/index.ts';
import { sumOf } from '../../rules/drawer/pieces.ts';
import { askApproval, onApproved, withinLimit } from '../approval/ask.ts';
import { minorOf } from '../minor.ts';
import { moveAgainst, toldSession } from './keep.ts';
import { endSession, expectedIn, holdSession, insertCount, setSessionState, type HeldSession, type NewCount } from './session.sql.ts';

export interface Counted {
  currency: string;
  expected_minor: bigint;
  counted_minor: bigint;
}

type Counts = readonly { currency: string; pieces: readonly { value: string; count: number }[] }[];

/** Keeps what was counted beside what should be there, which nobody was told before. A currency that was not counted is counted as nothing. */
export async function keepCounts(tx: Tx, session: HeldSession, purpose: NewCount['purpose'], counts: Counts, by_name: string): Promise<Counted[]> {
  const expected = await expectedIn(tx, session.id);
  const counted = new Map<string, bigint>();
  for (const [at, { currency, pieces }] of counts.entries()) {
    if (counted.has(currency)) throw new Problem(422, 'billing.counted_twice', 'Each currency is counted once', { field: `counts.${at}.currency` });
    counted.set(currency, sumOf(pieces.map(({ value, count }, place) => ({ value_minor: minorOf(value, currency, `counts.${at}.pieces.${place}.value`), count }))));
  }
  const all: Counted[] = [...new Set([...expected.keys(), ...counted.keys()])].map((currency) => ({ currency, expected_minor: expected.get(currency) ?? 0n, counted_minor: counted.get(currency) ?? 0n }));
  for (const { currency, expected_minor, counted_minor } of all) {
    await insertCount(tx, { session_id: session.id, purpose, currency, pieces: counts.find((each) => each.currency === currency)?.pieces ?? [], counted_minor, expected_minor, by_name });
  }
  return all;
}

const over = ({ counted_minor, expected_minor }: Counted): bigint => counted_minor - expected_minor;
const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor);

/** The first difference that somebody else must grant; undefined where there is none. */
export async function needsLeave(act: Act, counted: readonly Counted[]): Promise<Counted | undefined> {
  for (const each of counted) if (over(each) !== 0n && !(await withinLimit(act, 'difference', size(over(each)), each.currency))) return each;
  return undefined;
}

/** Books what is short or over. */
export async function bookDifferences(tx: Tx, session: HeldSession, counted: readonly Counted[], by_name: string): Promise<void> {
  for (const each of counted) if (over(each) !== 0n) await moveAgainst(tx, session, { kind: 'difference', amount_minor: over(each), currency: each.currency, by_name }, 'over-short');
}

/** Holds one’s own session that is not closed. */
export async function holdOwn(act: Act, session_id: string): Promise<HeldSession> {
  const session = await holdSession(act.tx, session_id);
  if (session === undefined) throw new Problem(404, 'billing.drawer_unknown', 'Nobody holds such a drawer', { field: 'session_id' });
  if (session.holder_id !== act.actor.account_id) throw new Problem(403, 'billing.not_own_drawer', 'Somebody else holds this drawer', { field: 'session_id' });
  if (session.state === 'closed') throw new Problem(409, 'billing.drawer_closed', 'This drawer was closed', { field: 'session_id' });
  act.audit.detail({ session_id });
  return session;
}

export const closeDrawer = serve(contract.closeDrawer, async ({ session_id, counts, reason }, act) => {
  const { tx, actor } = act;
  const session = await holdOwn(act, session_id);
  const counted = await keepCounts(tx, session, 'close', counts, actor.display_name);
  const granted = await needsLeave(act, counted);
  if (granted === undefined) {
    await finish(tx, session, counted, { account_id: actor.account_id, name: actor.display_name });
    return { session: await toldSession(act, session_id), approval_id: null };
  }
  if (reason === null) throw new Problem(422, 'billing.reason_missing', 'What was counted is not what should be there, and somebody else must grant it: say why, or count again', { field: 'reason' });
  await setSessionState(tx, session_id, 'counted');
  const approval_id = await askApproval(act, {
    kind: 'difference', subject_id: session_id, patient_id: null, amount_minor: size(over(granted)), currency: granted.currency, reason,
    what: { counted: counted.map((each) => ({ currency: each.currency, counted: each.counted_minor.toString(), expected: each.expected_minor.toString(), difference: printAmount(over(each), each.currency) })) },
  });
  return { session: await toldSession(act, session_id), approval_id };
});

/** What is in the drawer goes to the safe, and the drawer is closed. */
async function finish(tx: Tx, session: HeldSession, counted: readonly Counted[], by: { account_id: string; name: string }): Promise<void> {
  await bookDifferences(tx, session, counted, by.name);
  for (const { currency, counted_minor } of counted) if (counted_minor > 0n) await moveAgainst(tx, session, { kind: 'emptied', amount_minor: -counted_minor, currency, by_name: by.name }, 'safe');
  await endSession(tx, session.id, by);
}

onApproved('difference', async (act, { subject_id, what }) => {
  const session = await holdSession(act.tx, subject_id);
  if (session === undefined || session.state !== 'counted') throw new Problem(409, 'billing.drawer_closed', 'This drawer was closed', { field: 'session_id' });
  const { counted } = what as { counted: { currency: string; counted: string; expected: string }[] };
  await finish(act.tx, session, counted.map((each) => ({ currency: each.currency, counted_minor: BigInt(each.counted), expected_minor: BigInt(each.expected) })), { account_id: act.actor.account_id, name: act.actor.display_name });
  await toldSession(act, subject_id);
});
