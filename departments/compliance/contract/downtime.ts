import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });

export const DowntimeSetting = z.object({
  every_minutes: z.int().min(5).max(240),
  /** Without a passphrase none is made. It is never told. */
  passphrase_set: z.boolean(),
  version: z.int(),
});
export type DowntimeSetting = z.output<typeof DowntimeSetting>;

export const DowntimeSnapshot = z.object({
  id: z.uuid(),
  made_at: instant,
  file: z.string(),
  patients: z.int(),
  bytes: z.int(),
  took_ms: z.int(),
  /** Why there is none: a code. */
  fault: z.string().nullable(),
  removed_at: instant.nullable(),
});
export type DowntimeSnapshot = z.output<typeof DowntimeSnapshot>;

export const SetDowntime = z.strictObject({
  every_minutes: z.int().min(5).max(240),
  /** Left out, it stays; null, no snapshots are made any more. */
  passphrase: z.string().min(12, 'Takes 12 characters at least').max(200).nullable().optional(),
  version: z.int().min(1).max(2_147_483_647),
});
export type SetDowntime = z.output<typeof SetDowntime>;

export const downtimeContract = {
  downtime: endpoint({
    method: 'GET', path: '/downtime', summary: 'How the downtime snapshot is made, and the last ones',
    permission: 'downtime.read', patient: 'none', event: 'compliance.downtime.list',
  }).input(z.strictObject({})).output(z.object({ setting: DowntimeSetting, snapshots: z.array(DowntimeSnapshot) })),

  /** 409 `compliance.downtime_changed`. */
  setDowntime: endpoint({
    method: 'PUT', path: '/downtime', summary: 'Set how often the downtime snapshot is made, and the passphrase that opens it',
    permission: 'downtime.manage', patient: 'none', event: 'compliance.downtime.set',
  }).input(SetDowntime).output(DowntimeSetting),

  /** 409 `compliance.downtime_no_passphrase`. */
  makeDowntime: endpoint({
    method: 'POST', path: '/downtime/snapshots', summary: 'Make a downtime snapshot now',
    permission: 'downtime.manage', patient: 'none', event: 'compliance.downtime.ask',
  }).input(z.strictObject({})).output(z.object({ asked: z.boolean() })),
};
