import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { resourceKinds } from './calendar.ts';
import { clock, instant, line } from './text.ts';

/** One that is needed: this one, or any that fits. */
export const Need = z.strictObject({
  resource_ids: z.array(z.uuid()).max(100).default([]),
  kind: z.enum(resourceKinds).optional(),
  specialty: line(200).optional(),
  department_id: z.uuid().optional(),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Is not a language tag, such as en or pt-BR').optional(),
});
export type Need = z.output<typeof Need>;

export const Wish = z.strictObject({
  visit_type_id: z.uuid(),
  /** All of these together: a doctor, a room, a machine. */
  needs: z.array(Need).min(1).max(5),
  /** Now, unless told. */
  from: instant.optional(),
  /** As far as the kind of appointment may be booked, unless told. */
  until: instant.optional(),
  /** 1 is Monday. */
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  /** Begins at this time of the day or later, on the hospital’s clock. */
  time_from: clock.optional(),
  /** Begins before this time. */
  time_until: clock.optional(),
  /** At this place, or one in it. */
  location_id: z.uuid().optional(),
  /** Shortly before or after another appointment, without touching it. */
  around: z.strictObject({ start: instant, end: instant, minutes: z.int().min(0).max(720).default(120), where: z.enum(['before', 'after', 'either']).default('either') }).optional(),
});
export type Wish = z.output<typeof Wish>;
/** A wish as one asks it. */
export type AskedWish = z.input<typeof Wish>;

/** A time at which all that is needed is free. It can be booked as it stands. */
export const Offer = z.object({ start: z.string(), end: z.string(), wall_clock: z.string(), zone: z.string(), resource_ids: z.array(z.uuid()), names: z.array(z.string()) });
export type Offer = z.output<typeof Offer>;

export const findContract = {
  find: endpoint({
    method: 'POST', path: '/scheduling/find', summary: 'The next times at which all that is needed is free',
    permission: 'scheduling.book', patient: 'none', event: 'scheduling.time.find',
  })
    .input(z.strictObject({ ...Wish.shape, limit: z.int().min(1).max(50).default(5) }))
    .output(z.object({ offers: z.array(Offer) })),
};
