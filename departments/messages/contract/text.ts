import { z } from 'zod';

/** One line as people type it: trimmed, composed, without control characters. */
export const line = (max: number) =>
  z.string().normalize('NFC').trim().min(1).max(max).regex(/^\P{Cc}+$/u, 'Holds a control character');

/** The version that the caller has seen; the change is refused when there is a newer one. */
export const version = z.int().min(1).max(2_147_483_647);

/** A time of the day on the wall clock. */
export const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Is not a time of the day, such as 08:30');

export const channels = ['email', 'sms', 'letter'] as const;
export type Channel = (typeof channels)[number];

/** What messages tell. */
export const messageKinds = ['confirmation', 'reminder', 'moved', 'called-off', 'offer', 'notice'] as const;
export type MessageKind = (typeof messageKinds)[number];
