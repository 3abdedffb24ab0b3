import { accountsByRole, bookToday, post, type AccountRole } from '@openward/ledger/api';
import { sql } from 'kysely';
import { announce, type Tx } from '@openward/platform/db';
import { Problem, serve, type Act } from '@openward/platform/http';
import { billingContract as contract, type DrawerSession } from '../../contract/index.ts';
import { minorOf } from '../minor.ts';
import { listDrawers, readSession } from './drawer.sql.ts';
import { holdDayOf, holdOwnSession, insertSession, moveInDrawer, type HeldSession, type NewMovement } from './session.sql.ts';

export const openDrawer = serve(contract.openDrawer, async ({ drawer_id, floats }, act) => {
  const { tx, actor } = act;
  const [drawer] = await listDrawers(tx, drawer_id);
  if (drawer === undefined || !drawer.active) throw new Problem(404, 'billing.drawer_unknown', 'There is no such drawer in use', { field: 'drawer_id' });
  await holdDayOf(tx, drawer_id);
  const session = await insertSession(tx, { drawer_id, holder_id: actor.account_id, holder_name: actor.display_name, business_date: await bookToday(tx) });
  for (const [at, { currency, amount }] of floats.entries()) {
    const amount_minor = minorOf(amount, currency, `floats.${at}.amount`);
    if (amount_minor > 0n) await moveAgainst(tx, session, { kind: 'float', amount_minor, currency, by_name: actor.display_name }, 'safe');
  }
  act.audit.detail({ drawer_id, session_id: session.id });
  return toldSession(act, session.id);
});

export const moveCash = serve(contract.moveCash, async ({ kind, amount, currency, reason_id, note }, act) => {
  const { tx, actor } = act;
  const session = await holdOwnSession(tx, actor.account_id);
  if (session === null) throw new Problem(409, 'billing.no_drawer', 'Open your drawer first', { field: 'kind' });
  const amount_minor = minorOf(amount, currency, 'amount');
  if (amount_minor === 0n) throw new Problem(422, 'billing.nothing', 'Say how much', { field: 'amount' });
  const movement = { kind, amount_minor: kind === 'pay-in' ? amount_minor : -amount_minor, currency, by_name: actor.display_name, reason_id, note };
  if (kind === 'safe-drop' || kind === 'bank-deposit') {
    if (reason_id !== null) throw new Problem(422, 'billing.no_reason_here', 'What goes to the safe or the bank needs no reason', { field: 'reason_id' });
    await moveAgainst(tx, session, movement, kind === 'safe-drop' ? 'safe' : 'bank.main');
  } else {
    const { rows } = await sql<{ account_id: string; direction: string }>`select account_id, direction from billing.drawer_reason where id = ${reason_id}::uuid and active`.execute(tx);
    const [reason] = rows;
    if (reason === undefined || `pay-${reason.direction}` !== kind) throw new Problem(422, 'billing.reason_missing', 'Say what the money is for', { field: 'reason_id' });
    await moveAgainst(tx, session, movement, { account_id: reason.account_id });
  }
  act.audit.detail({ session_id: session.id, kind });
  return toldSession(act, session.id);
});

/** Moves cash between a drawer and another account: an entry and a movement. */
export async function moveAgainst(tx: Tx, session: HeldSession, movement: Omit<NewMovement, 'session_id' | 'entry_id'>, other: AccountRole | { account_id: string }): Promise<void> {
  const { kind, amount_minor, currency } = movement;
  const accounts = await accountsByRole(tx, ['till.cash', ...(typeof other === 'string' ? [other] : [])]);
  const [entry] = await post(tx, [{
    business_date: session.business_date, kind: 'drawer', description: `Drawer, ${kind}`, source: { kind: 'drawer', id: session.id },
    postings: [
      { account_id: accounts.get('till.cash'), party_id: session.drawer_id, amount_minor, currency },
      { account_id: typeof other === 'string' ? accounts.get(other) : other.account_id, amount_minor: -amount_minor, currency },
    ],
  }]);
  await moveInDrawer(tx, { ...movement, session_id: session.id, entry_id: entry!.entry_id });
}

/** A session as it stands, told to those who watch. */
export async function toldSession({ tx }: Pick<Act, 'tx'>, id: string): Promise<DrawerSession> {
  announce(tx, 'billing-drawers');
  const session = await readSession(tx, id);
  if (session === undefined) throw new Error('The session that was written is gone');
  return session;
}
