import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { random } from '@openward/patients/demo';
import { addDays } from '@openward/platform/time';
import { moveAgainst } from '../server/drawer/keep.ts';
import { insertDrawer } from '../server/drawer/drawer.sql.ts';
import { insertSession } from '../server/drawer/session.sql.ts';
import { notePrinted, reserveNumbers } from '../server/reserved/reserved.sql.ts';
import { takeMoney } from '../server/payment/take.ts';

export interface TillSeedOptions {
  seed: string;
  /** YYYY-MM-DD. */
  today: string;
  patient_ids: readonly string[];
}

/** Two drawers, one of them open, and payments of the fortnight. Returns how many payments. */
export async function seedTills(tx: Tx, { seed, today, patient_ids }: TillSeedOptions): Promise<number> {
  const draw = random(`${seed}/tills`);
  const { rows: [place] } = await sql<{ id: string }>`select id from staff.location where parent_id is null order by code limit 1`.execute(tx);
  const { rows: [cashier] } = await sql<{ id: string; name: string }>`
    select a.id, a.display_name as name from auth.account a join auth.account_role r on r.account_id = a.id where r.role = 'cashier' order by a.username limit 1`.execute(tx);
  if (place === undefined || cashier === undefined) return 0;
  const drawer_id = await insertDrawer(tx, { code: 'TILL-1', name: 'Till 1', location_id: place.id });
  await insertDrawer(tx, { code: 'TILL-2', name: 'Till 2', location_id: place.id });
  const session = await insertSession(tx, { drawer_id, holder_id: cashier.id, holder_name: cashier.name, business_date: today });
  await moveAgainst(tx, session, { kind: 'float', amount_minor: 15_000n, currency: 'EUR', by_name: cashier.name }, 'safe');
  const count = 24;
  for (let at = 0; at < count; at += 1) {
    const amount = BigInt(draw.whole(15, 180)) * 100n;
    const now = at >= count - 6;
    await takeMoney(tx, {
      payer_kind: 'patient', party_id: patient_ids[(at * 17) % patient_ids.length] ?? '', method: now ? 'cash' : (['card', 'bank', 'mobile-money'] as const)[at % 3]!, currency: 'EUR', credit_currency: 'EUR', rate: '1',
      settled: { tendered_minor: amount, amount_minor: amount, change_minor: 0n, book_amount_minor: amount, rounding_minor: 0n },
      session: now ? session : null, business_date: now ? today : later(addDays(today, -13 + Math.floor(at * 0.7)), today), reference: null, note: null, by_name: cashier.name, pays: 'oldest',
    });
  }
  // A few receipts of paper lie ready at the till.
  await notePrinted(tx, (await reserveNumbers(tx, 'Till 1', cashier.name, 5)).block_id);
  return count;
}

/** The books of the demo begin with the year. */
const later = (day: string, today: string): string => (day < `${today.slice(0, 4)}-01-01` ? today : day);
