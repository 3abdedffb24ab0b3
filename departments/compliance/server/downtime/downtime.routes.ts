import { z } from 'zod';
import { seal } from '@openward/platform/crypto';
import { announce } from '@openward/platform/db';
import { Document, liveTopics, Problem, secured, serve } from '@openward/platform/http';
import { complianceContract as contract, type DowntimeSetting } from '../../contract/index.ts';
import { askForOne, readSetting, readSnapshots, saveSetting, type SettingRow } from './downtime.sql.ts';
import { passphrasePlace, readSnapshotFile } from './snapshot.ts';

liveTopics({ downtime: 'downtime.read' });

const shown = ({ every_minutes, passphrase_encrypted, version }: SettingRow): DowntimeSetting => ({ every_minutes, passphrase_set: passphrase_encrypted !== null, version });

export const downtimeRoutes = {
  downtime: serve(contract.downtime, async (_input, { tx }) => ({ setting: shown(await readSetting(tx)), snapshots: await readSnapshots(tx) })),

  setDowntime: serve(contract.setDowntime, async ({ every_minutes, passphrase, version }, { tx, audit }) => {
    const stands = await readSetting(tx);
    const passphrase_encrypted = passphrase === undefined ? stands.passphrase_encrypted : passphrase === null ? null : seal(passphrase, passphrasePlace);
    if (!(await saveSetting(tx, { every_minutes, passphrase_encrypted, version }))) throw new Problem(409, 'compliance.downtime_changed', 'Somebody else changed this meanwhile', { field: 'version', current: shown(stands) });
    audit.detail({ every_minutes, passphrase_changed: passphrase !== undefined });
    announce(tx, 'downtime');
    return shown(await readSetting(tx));
  }),

  makeDowntime: serve(contract.makeDowntime, async (_input, { tx }) => {
    const { passphrase_encrypted } = await readSetting(tx);
    if (passphrase_encrypted === null) throw new Problem(409, 'compliance.downtime_no_passphrase', 'Set a passphrase first: without one nothing is written', { field: 'passphrase' });
    await askForOne(tx);
    return { asked: true };
  }),

  downtimeFile: secured(
    { method: 'GET', path: '/downtime/snapshots/{snapshot_id}/file', summary: 'The encrypted file of a downtime snapshot', permission: 'downtime.read', patient: 'none', event: 'compliance.downtime.fetch' },
    z.strictObject({ snapshot_id: z.uuid() }),
    async ({ snapshot_id }, act) => {
      const [snapshot] = await readSnapshots(act.tx, snapshot_id);
      const content = snapshot === undefined || snapshot.fault !== null ? null : await readSnapshotFile(snapshot.file);
      if (snapshot === undefined || content === null) throw new Problem(404, 'compliance.downtime_gone', 'There is no such file any more', { field: 'snapshot_id' });
      act.audit.detail({ file: snapshot.file });
      // To be kept on a disk or a stick: shown here, its own policy would not hold.
      act.header('content-disposition', `attachment; filename="${snapshot.file}"`);
      return new Document('text/html; charset=utf-8', content);
    },
  ),
};
