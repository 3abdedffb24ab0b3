import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { version } from './text.ts';

/** The subscription of one’s own calendar. Its address is told once, when it is made. */
export const Feed = z.object({
  /** Whoever asks has a calendar, and so can have a feed. */
  has_calendar: z.boolean(),
  made_at: z.string().nullable(),
  read_at: z.string().nullable(),
  initials: z.boolean(),
});
export type Feed = z.output<typeof Feed>;

export const FeedSetting = z.object({ initials_in_feeds: z.boolean(), version: z.int() });
export type FeedSetting = z.output<typeof FeedSetting>;

const own = { permission: 'scheduling.calendar', patient: 'none' } as const;

export const feedContract = {
  feed: endpoint({ method: 'GET', path: '/scheduling/feed', summary: 'The subscription of one’s own calendar', ...own, event: 'none' }).input(z.strictObject({})).output(Feed),

  /** An earlier address answers no more. */
  renewFeed: endpoint({ method: 'POST', path: '/scheduling/feed', summary: 'Make an address under which one’s own calendar is subscribed to, in place of an earlier one', ...own, event: 'scheduling.feed.renew', status: 201 })
    .input(z.strictObject({}))
    .output(z.object({ path: z.string() })),

  revokeFeed: endpoint({ method: 'DELETE', path: '/scheduling/feed', summary: 'End the subscription of one’s own calendar', ...own, event: 'scheduling.feed.revoke' })
    .input(z.strictObject({}))
    .output(z.object({ revoked: z.boolean() })),

  feedSetting: endpoint({ method: 'GET', path: '/scheduling/feed-setting', summary: 'What the feeds of clinicians show of patients', permission: 'scheduling.manage', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(FeedSetting),

  setFeedSetting: endpoint({ method: 'PUT', path: '/scheduling/feed-setting', summary: 'Let feeds show the initials of patients, or nothing of them', permission: 'scheduling.manage', patient: 'none', event: 'scheduling.feed.setting' })
    .input(z.strictObject({ version, initials_in_feeds: z.boolean() }))
    .output(FeedSetting),
};
