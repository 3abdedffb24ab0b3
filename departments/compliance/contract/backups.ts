import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const file = z.string().min(1).max(100).regex(/^[A-Za-z0-9._-]+$/, 'Is not the name of a backup');

/** A backup: proven is what was restored and compared, row by row. */
export const Backup = z.object({
  file,
  made_at: instant,
  version: z.string(),
  bytes: z.int(),
  rows: z.int(),
  took_ms: z.int(),
  drilled_at: instant.nullable(),
  drill_ms: z.int().nullable(),
  /** What the drill found wrong. */
  drill_fault: z.string().nullable(),
  removed_at: instant.nullable(),
  /** The folder or the store it lies in; null where that is not known. */
  place: z.string().nullable(),
});
export type Backup = z.output<typeof Backup>;

/** A backup or a drill as it runs, or the last that did. */
export const BackupRun = z.object({
  id: z.uuid(),
  kind: z.enum(['backup', 'drill']),
  file: z.string().nullable(),
  state: z.enum(['asked', 'running', 'done', 'failed', 'stopped']),
  begun_at: instant,
  ended_at: instant.nullable(),
  /** Of a backup, bytes; of a drill, tables. */
  done: z.int(),
  whole: z.int(),
  fault: z.string().nullable(),
});
export type BackupRun = z.output<typeof BackupRun>;

export const backupsContract = {
  backups: endpoint({
    method: 'GET', path: '/backups', summary: 'Which backups there are, which are proven, and what runs',
    permission: 'backups.read', patient: 'none', event: 'compliance.backup.list',
  }).input(z.strictObject({})).output(z.object({
    backups: z.array(Backup),
    run: BackupRun.nullable(),
    /** Where this server puts them; null where it makes none. */
    place: z.string().nullable(),
  })),

  makeBackup: endpoint({
    method: 'POST', path: '/backups', summary: 'Back up now',
    permission: 'backups.manage', patient: 'none', event: 'compliance.backup.create',
  }).input(z.strictObject({})).output(z.object({ run_id: z.uuid() })),

  drillBackup: endpoint({
    method: 'POST', path: '/backups/{file}/drill', summary: 'Restore a backup into a scratch database and compare',
    permission: 'backups.manage', patient: 'none', event: 'compliance.backup.drill',
  }).input(z.strictObject({ file })).output(z.object({ run_id: z.uuid() })),

  stopRun: endpoint({
    method: 'POST', path: '/backups/runs/{run_id}/stop', summary: 'Stop a backup or a drill that runs',
    permission: 'backups.manage', patient: 'none', event: 'compliance.backup.stop',
  }).input(z.strictObject({ run_id: z.uuid() })).output(z.object({ asked: z.boolean() })),
};
