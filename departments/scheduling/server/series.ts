import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { schedulingContract as contract, type Offer } from '../contract/index.ts';
import { readAppointments } from './appointment.sql.ts';
import { bookable, bookFor, type Booking } from './book.ts';
import { answer } from './held.ts';

type Series = Omit<Booking, 'although_booked'> & { dates: readonly string[]; clock: string };

interface Skipped {
  date: string;
  code: string;
  message: string;
  alternatives: Offer[];
}

/** Every date stands for itself: what cannot be booked is taken back alone, and named. */
async function bookDates(act: Act, patient_id: string, { dates, clock, ...input }: Series): Promise<{ ids: string[]; skipped: Skipped[] }> {
  const ids: string[] = [];
  const skipped: Skipped[] = [];
  for (const date of [...new Set(dates)].sort()) {
    await sql`savepoint one_date`.execute(act.tx);
    try {
      ids.push(await bookFor(act, patient_id, { ...input, wall_clock: `${date}T${clock}`, although_booked: false }));
      await sql`release savepoint one_date`.execute(act.tx);
    } catch (error) {
      if (!(error instanceof Problem) || ![409, 422].includes(error.status)) throw error;
      await sql`rollback to savepoint one_date`.execute(act.tx);
      skipped.push({ date, code: error.code, message: error.message, alternatives: (error.extras['alternatives'] ?? []) as Offer[] });
    }
  }
  return { ids, skipped };
}

export const bookSeries = serve(contract.bookSeries, async (input, act) => {
  const patient_id = await bookable(act, input.patient_id);
  const series_id = randomUUID();
  const { ids, skipped } = await bookDates(act, patient_id, { ...input, series_id });
  const booked = [];
  for (const id of ids) booked.push(await answer(act, id));
  act.audit.detail({ series_id, booked: booked.length, skipped: skipped.length });
  return { series_id, booked, skipped };
});

/** Books it all, looks, and takes it back: what it says is what a booking at this moment does. */
export const previewSeries = serve(contract.previewSeries, async (input, act) => {
  const patient_id = await bookable(act, input.patient_id);
  await sql`savepoint preview`.execute(act.tx);
  const { ids, skipped } = await bookDates(act, patient_id, input);
  const possible = (await readAppointments(act.tx, ids)).map(({ start, wall_clock }) => ({ date: wall_clock.slice(0, 10), start, wall_clock }));
  await sql`rollback to savepoint preview`.execute(act.tx);
  return { possible, skipped };
});
