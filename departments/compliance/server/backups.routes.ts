import { sql } from 'kysely';
import { backupPlace, backupsAreOpen, beginRun, type RunKind } from '@openward/platform/backup';
import { announce } from '@openward/platform/db';
import { liveTopics, Problem, serve, type Act } from '@openward/platform/http';
import { complianceContract as contract } from '../contract/index.ts';
import { readBackups, readRun } from './backups.sql.ts';

liveTopics({ backups: 'backups.read' });

export const backupRoutes = {
  backups: serve(contract.backups, async (_input, { tx }) => ({ backups: await readBackups(tx), run: await readRun(tx), place: backupPlace() })),

  makeBackup: serve(contract.makeBackup, (_input, act) => begin(act, 'backup', null)),

  drillBackup: serve(contract.drillBackup, async ({ file }, act) => {
    const [backup] = await readBackups(act.tx, file);
    if (backup === undefined || backup.removed_at !== null) throw new Problem(404, 'compliance.backup_unknown', 'There is no such backup', { field: 'file' });
    const here = backupPlace();
    if (here !== null && backup.place !== null && backup.place !== here) throw new Problem(409, 'compliance.backup_elsewhere', 'It lies where backups went before', { field: 'file' });
    return begin(act, 'drill', file);
  }),

  stopRun: serve(contract.stopRun, async ({ run_id }, { tx }) => {
    const { rows } = await sql`update platform.backup_run set stop_asked = true where id = ${run_id}::uuid and ended_at is null returning id`.execute(tx);
    if (rows.length === 0) throw new Problem(409, 'compliance.run_over', 'It does not run any more', { field: 'run_id' });
    announce(tx, 'backups');
    return { asked: true };
  }),
};

/** Notes the run in this transaction; a job takes it up when that is committed. */
async function begin({ tx, audit }: Act, kind: RunKind, file: string | null): Promise<{ run_id: string }> {
  if (!backupsAreOpen()) throw new Problem(409, 'compliance.no_backups_here', 'This server makes no backups');
  const run_id = await beginRun(tx, kind, file);
  if (run_id === null) throw new Problem(409, 'compliance.run_running', 'A backup or a drill runs already');
  audit.detail({ run_id, kind });
  return { run_id };
}
