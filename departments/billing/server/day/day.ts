import { beforeClose, bookToday } from '@openward/ledger/api';
import { announce, type Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { printAmount } from '@openward/platform/money';
import { billingContract as contract, type Day } from '../../contract/index.ts';
import { byCashier, byHour, closedDay, cutDay, insertDayClose, openDrawersIn, placeName, rollOn, sessionsOf, sumsOf, type SumRow } from './day.sql.ts';

export const day = serve(contract.day, async ({ location_id, business_date }, { tx }) => readDay(tx, location_id, business_date ?? (await bookToday(tx))));

export const closeDay = serve(contract.closeDay, async ({ location_id, business_date }, act) => {
  const { tx, actor } = act;
  if (business_date > (await bookToday(tx))) throw new Problem(422, 'billing.day_to_come', 'This day has not come yet', { field: 'business_date' });
  await readDay(tx, location_id, business_date);
  await cutDay(tx, location_id);
  // Read anew: nothing is added to it any more.
  const { sums, without_place, sessions } = await readDay(tx, location_id, business_date);
  await rollOn(tx, location_id, business_date);
  await insertDayClose(tx, { location_id, business_date, totals: { sums, without_place, open_drawers: sessions.filter(({ state }) => state !== 'closed') }, by_name: actor.display_name });
  act.audit.detail({ location_id, business_date });
  announce(tx, 'billing-drawers');
  return readDay(tx, location_id, business_date);
});

export const collections = serve(contract.collections, async ({ business_date }, { tx }) => {
  const asked = business_date ?? (await bookToday(tx));
  const text = (minor: bigint, currency: string): string => printAmount(minor, currency);
  return {
    business_date: asked, sums: (await sumsOf(tx, asked, 'everywhere')).map(shown),
    cashiers: (await byCashier(tx, asked)).map(({ taken_minor, ...each }) => ({ ...each, taken: text(taken_minor, each.currency) })),
    hours: (await byHour(tx, asked)).map(({ taken_minor, ...each }) => ({ ...each, taken: text(taken_minor, each.currency) })),
  };
});

const shown = ({ taken_minor, given_minor, ...sum }: SumRow) => ({ ...sum, taken: printAmount(taken_minor, sum.currency), given_back: printAmount(given_minor, sum.currency) });

async function readDay(tx: Tx, location_id: string, business_date: string): Promise<Day> {
  const location = await placeName(tx, location_id);
  if (location === undefined) throw new Problem(404, 'billing.place_unknown', 'There is no such place', { field: 'location_id' });
  const closed = await closedDay(tx, location_id, business_date);
  const sessions = await sessionsOf(tx, location_id, business_date);
  return {
    location_id, location, business_date, today: await bookToday(tx), closed_at: closed?.closed_at ?? null, closed_by_name: closed?.closed_by_name ?? null,
    sums: (await sumsOf(tx, business_date, { location_id })).map(shown), without_place: (await sumsOf(tx, business_date, 'no place')).map(shown),
    sessions: sessions.map(({ contents, ...session }) => ({ ...session, contents: contents.map(({ currency, minor }) => ({ currency, amount: printAmount(BigInt(minor), currency) })) })),
  };
}

beforeClose('billing.drawers', async (tx, { first_day, last_day }) => {
  const open = await openDrawersIn(tx, first_day, last_day);
  if (open.length > 0) throw new Problem(409, 'billing.drawers_open', `Close these drawers first: ${open.join(', ')}`, { field: 'period_id' });
});
