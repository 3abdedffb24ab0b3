import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

const day = z.iso.date('Is not a day, such as 2026-03-21');
const Sum = z.object({ method: z.string(), currency: z.string(), taken: z.string(), given_back: z.string(), payments: z.int() });
const Session = z.object({ id: z.uuid(), drawer_name: z.string(), holder_name: z.string(), state: z.enum(['open', 'counted', 'closed']), opened_at: z.string(), closed_at: z.string().nullable(), contents: z.array(z.object({ currency: z.string(), amount: z.string() })) });

export const Day = z.object({
  location_id: z.uuid(), location: z.string(), business_date: z.string(), today: z.string(), closed_at: z.string().nullable(), closed_by_name: z.string().nullable(), sums: z.array(Sum),
  /** What came on the day at no place: transfers, the gateway. It is in the book of the day, and in no drawer. */
  without_place: z.array(Sum), sessions: z.array(Session),
});
export type Day = z.output<typeof Day>;

export const dayContract = {
  day: endpoint({ method: 'GET', path: '/billing/days', summary: 'A day of the tills at a place', permission: 'billing.close_day', patient: 'none', event: 'none' })
    .input(z.strictObject({ location_id: z.uuid(), business_date: day.optional() }))
    .output(Day),

  /** A drawer that is still open goes on to the next day. 409 `billing.day_closed_already`. */
  closeDay: endpoint({ method: 'POST', path: '/billing/days', summary: 'Close the day of the tills at a place', permission: 'billing.close_day', patient: 'none', event: 'billing.day.close', status: 201 })
    .input(z.strictObject({ location_id: z.uuid(), business_date: day }))
    .output(Day),

  collections: endpoint({ method: 'GET', path: '/billing/collections', summary: 'What was collected on a day, as it comes in', permission: 'billing.read', patient: 'none', event: 'none' })
    .input(z.strictObject({ business_date: day.optional() }))
    .output(z.object({
      business_date: z.string(), sums: z.array(Sum), cashiers: z.array(z.object({ name: z.string(), currency: z.string(), taken: z.string(), payments: z.int() })),
      hours: z.array(z.object({ hour: z.int(), currency: z.string(), taken: z.string() })),
    })),
};
