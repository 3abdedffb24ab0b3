import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { historyContract } from '../contract/history.ts';
import { touched } from '../rules/field-changes.ts';
import { changesBetween, refuseUnseen } from './hold.ts';
import { readVersions } from './version.sql.ts';

async function newestVersion(act: Act, patient_id: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`select version from patients.patient where id = ${patient_id}::uuid`.execute(act.tx);
  return rows[0]?.version ?? (await refuseUnseen(act, patient_id));
}

/** The versions of a registration, newest first, with the fields that each one changed. */
export const versions = serve(historyContract.versions, async ({ patient_id, limit, before }, act) => {
  const newest = await newestVersion(act, patient_id);
  const to = Math.min(newest, (before ?? newest + 1) - 1);
  // One more than is shown: the fields of the last row are told by the version before it.
  const found = await readVersions(act.tx, patient_id, to - limit, to);
  const shown = found.filter(({ version }) => version > to - limit);
  const rows = shown.map(({ version, act: done, reason, account_id, name, at, document }) => {
    const earlier = found.find((each) => each.version === version - 1);
    const fields = earlier === undefined ? [] : touched(earlier.document, document);
    return { version, act: done, reason, by: { account_id, name }, at: at.toISOString(), fields };
  });
  const oldest = rows[0]?.version ?? 1;
  return { versions: rows.toReversed(), next: oldest > 1 ? oldest : null };
});

/** What differs between two versions, and who changed each field last. */
export const compare = serve(historyContract.compare, async ({ patient_id, from, to }, act) => {
  const newest = await newestVersion(act, patient_id);
  const last = to ?? newest;
  if (from > last || last > newest) {
    throw new Problem(400, 'input.invalid', 'There are no such versions', { field: from > last ? 'from' : 'to' });
  }
  return { from, to: last, changes: await changesBetween(act, patient_id, from, last) };
});
