import { bookToday } from '@openward/ledger/api';
import { sql } from 'kysely';
import { announce } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { billingContract as contract } from '../../contract/index.ts';
import { bookDifferences, holdOwn, keepCounts, needsLeave } from './close.ts';
import { listColleagues, listOffers } from './drawer.sql.ts';
import { toldSession } from './keep.ts';
import { endSession, holdDayOf, holdSession, insertSession, moveInDrawer } from './session.sql.ts';

const unknown = (): Problem => new Problem(409, 'billing.no_offer', 'This drawer is not offered any more', { field: 'hand_over_id' });

export const offerDrawer = serve(contract.offerDrawer, async ({ session_id, to_account_id, counts }, act) => {
  const { tx, actor } = act;
  const session = await holdOwn(act, session_id);
  if (session.state !== 'open') throw new Problem(409, 'billing.drawer_counted', 'This drawer waits to be closed', { field: 'session_id' });
  const to = (await listColleagues(tx, actor.account_id)).find(({ account_id }) => account_id === to_account_id);
  if (to === undefined) throw new Problem(422, 'billing.no_cashier', 'Nobody else with this key keeps a till', { field: 'to_account_id' });
  const counted = await keepCounts(tx, session, 'hand-over', counts, actor.display_name);
  if ((await needsLeave(act, counted)) !== undefined) throw new Problem(409, 'billing.difference', 'What was counted is not what should be there: count again, or close the drawer', { field: 'counts' });
  await sql`insert into billing.drawer_hand_over (session_id, to_id, to_name) values (${session_id}::uuid, ${to.account_id}::uuid, ${to.name})`.execute(tx);
  announce(tx, 'billing-drawers');
  const [offer] = await listOffers(tx, 'session_id', session_id);
  return offer!;
});

export const withdrawHandOver = serve(contract.withdrawHandOver, async ({ hand_over_id }, { tx, actor }) => {
  const { numAffectedRows } = await sql`update billing.drawer_hand_over set state = 'withdrawn', ended_at = clock_timestamp()
    where id = ${hand_over_id}::uuid and state = 'offered' and ${actor.account_id}::uuid in (offered_by, to_id)`.execute(tx);
  if (numAffectedRows !== 1n) throw unknown();
  announce(tx, 'billing-drawers');
  return { withdrawn: true };
});

export const acceptHandOver = serve(contract.acceptHandOver, async ({ hand_over_id, counts }, act) => {
  const { tx, actor } = act;
  const [offer] = await listOffers(tx, 'id', hand_over_id);
  if (offer === undefined || offer.to_id !== actor.account_id) throw unknown();
  const session = await holdSession(tx, offer.session_id);
  // Of two who are quick the second finds it gone.
  const { numAffectedRows } = await sql`update billing.drawer_hand_over set state = 'accepted', ended_at = clock_timestamp() where id = ${hand_over_id}::uuid and state = 'offered'`.execute(tx);
  if (session === undefined || session.state !== 'open' || numAffectedRows !== 1n) throw unknown();
  const given = new Map((await sql<{ currency: string; counted_minor: bigint; expected_minor: bigint }>`
    select distinct on (currency) currency, counted_minor, expected_minor from billing.drawer_count where session_id = ${session.id}::uuid and purpose = 'hand-over' order by currency, at desc`.execute(tx)).rows.map((row) => [row.currency, row]));
  const counted = await keepCounts(tx, session, 'take-over', counts, actor.display_name);
  for (const { currency, counted_minor, expected_minor } of counted) {
    const was = given.get(currency);
    if ((was?.expected_minor ?? 0n) !== expected_minor) throw new Problem(409, 'billing.moved_since', 'Something was paid in or out since this drawer was offered: it must be offered again', { field: 'hand_over_id' });
    if ((was?.counted_minor ?? 0n) !== counted_minor) throw new Problem(409, 'billing.counts_differ', `The two counts differ in ${currency}: count together`, { field: 'counts' });
  }
  const by = { account_id: actor.account_id, name: actor.display_name };
  await bookDifferences(tx, session, counted, session.holder_name);
  for (const { currency, counted_minor } of counted) if (counted_minor > 0n) await moveInDrawer(tx, { session_id: session.id, kind: 'handed-over', amount_minor: -counted_minor, currency, entry_id: null, by_name: session.holder_name });
  await endSession(tx, session.id, by);
  await holdDayOf(tx, session.drawer_id);
  const taken = await insertSession(tx, { drawer_id: session.drawer_id, holder_id: actor.account_id, holder_name: actor.display_name, business_date: await bookToday(tx), handed_from: session.id });
  for (const { currency, counted_minor } of counted) if (counted_minor > 0n) await moveInDrawer(tx, { session_id: taken.id, kind: 'taken-over', amount_minor: counted_minor, currency, entry_id: null, by_name: actor.display_name });
  act.audit.detail({ session_id: taken.id });
  return toldSession(act, taken.id);
});
