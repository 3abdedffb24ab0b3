import type { Tx } from '@openward/platform/db';
import { random } from '@openward/patients/demo';
import { addDays } from '@openward/platform/time';
import type { NewEntry } from '../rules/entry.ts';
import { post } from '../server/post.ts';
import { setUpBook } from '../server/set-up.ts';

export interface BookSeedOptions {
  seed: string;
  /** YYYY-MM-DD; the books end on this day. */
  today: string;
}

/** A book of the year so far: opening balances, and what a hospital spends each month. Returns how many entries. */
export async function seedBook(tx: Tx, { seed, today }: BookSeedOptions): Promise<number> {
  const year = today.slice(0, 4);
  const accounts = await setUpBook(tx, `${year}-01-01`, 'EUR');
  const draw = random(`${seed}/ledger`);
  const entry = (business_date: string, description: string, lines: readonly (readonly [code: string, euros: number])[]): NewEntry => ({
    business_date, kind: 'manual', description,
    postings: lines.map(([code, euros]) => ({ account_id: accounts.get(code) ?? '', amount_minor: BigInt(euros) * 100n, currency: 'EUR' })),
  });
  const entries = [entry(`${year}-01-01`, 'Opening balances', [
    ['1030', 4_850_000], ['1020', 5000], ['1510', 4_200_000], ['1520', 1_350_000], ['1590', -900_000], ['1200', 120_000], ['3010', -9_000_000], ['3020', -625_000],
  ])];
  for (let month = 1; month <= Number(today.slice(5, 7)); month += 1) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    const [salaries, energy, medicines, depreciation] = [draw.whole(180_000, 189_000), draw.whole(21_000, 25_000), draw.whole(34_000, 42_000), 18_500];
    entries.push(
      entry(first, 'Rent and energy', [['5050', energy], ['1030', -energy]]),
      entry(addDays(first, 9), 'Medicines used', [['5010', medicines], ['1200', -medicines]]),
      entry(addDays(first, 11), 'Medicines bought', [['1200', medicines], ['1030', -medicines]]),
      entry(addDays(first, 24), 'Salaries', [['5040', salaries], ['2200', -salaries]]),
      entry(addDays(first, 26), 'Salaries paid', [['2200', salaries], ['1030', -salaries]]),
      entry(addDays(first, 27), 'Depreciation', [['5070', depreciation], ['1590', -depreciation]]),
    );
  }
  const so_far = entries.filter(({ business_date }) => business_date <= today);
  await post(tx, so_far);
  return so_far.length;
}
