import { z } from 'zod';
import { wallTime } from './date.ts';
import { line, note } from './text.ts';

export const contactChannels = ['call', 'sms', 'messaging', 'email', 'letter', 'portal'] as const;

/**
 * Whether and how the hospital may get in touch. A rule to keep somebody safe: it is shown wherever a person is about
 * to call or write, and every outbound message asks it.
 */
export const ContactRule = z
  .strictObject({
    consent: z.enum(['given', 'refused', 'not_asked']),
    /** Only these; an empty list is none. */
    channels: z.array(z.enum(contactChannels)).max(6).default([]),
    /** False: say nothing to whoever answers, leave no message, show no sender. */
    may_leave_message: z.boolean().default(false),
    hours_from: wallTime.nullish(),
    hours_to: wallTime.nullish(),
    /** In words, such as “calls himself; never the home number”. */
    instruction: note(500).nullish(),
    /** Speak to this person instead. */
    alternative_name: line(250).nullish(),
    alternative_phone: line(60).nullish(),
  })
  .refine((rule) => (rule.hours_from == null) === (rule.hours_to == null), {
    message: 'Hours need a beginning and an end',
    path: ['hours_to'],
  });
export type ContactRule = z.output<typeof ContactRule>;
