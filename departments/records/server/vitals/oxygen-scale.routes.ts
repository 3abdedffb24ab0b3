import { randomUUID } from 'node:crypto';
import { Problem, serve } from '@openward/platform/http';
import { recordsContract } from '../../contract/index.ts';
import { toOxygenFlag } from '../../rules/vitals/oxygen-flag.ts';
import { aliasSet } from '../compartment.sql.ts';
import { put } from '../put.ts';
import { get } from '../read.sql.ts';
import { seeRecord } from '../see.ts';
import { oxygenScale } from './oxygen-scale.sql.ts';
import { authorReference } from '../statement/author.ts';
import { authorOf } from './record.routes.ts';
import { lockVitals } from './vitals.sql.ts';

/** Prescribes scale 2, or ends it. Each prescription is a flag of its own, with the time from which it held. */
export const setOxygenScale = serve(recordsContract.setOxygenScale, async ({ patient_id, scale, reason, version }, act) => {
  await seeRecord(act, patient_id);
  const { tx, actor } = act;
  await lockVitals(tx, patient_id);
  const before = await oxygenScale(tx, patient_id);
  if (before.version !== (version ?? null)) {
    throw new Problem(409, 'records.changed', 'Somebody else changed this meanwhile', { version: before.version, changed_by: before.by, changed_at: before.at });
  }
  if (before.scale === scale) throw new Problem(409, 'vitals.scale_stands', 'This scale is used already', { field: 'scale' });
  const [subject] = await aliasSet(tx, patient_id);
  const now = new Date().toISOString();
  const author = await authorReference(act);
  if (scale === 2) {
    await put(tx, { resource: toOxygenFlag({ id: randomUUID(), patient_id: subject!, from: now, reason, author }), author: authorOf(actor), if_version: 0 });
  } else {
    const standing = await get(tx, 'Flag', before.id!);
    const flag = JSON.parse(standing!.json!) as { period: { start: string } };
    await put(tx, {
      resource: toOxygenFlag({ id: before.id!, patient_id: standing!.patient_id!, from: flag.period.start, to: now, reason, author }),
      author: authorOf(actor), if_version: before.version!,
    });
  }
  const { id: _id, ...after } = await oxygenScale(tx, patient_id);
  return after;
});
