import { z } from 'zod';
import { Document, Problem, secured, serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { parseExactly } from '@openward/platform/fhir';
import { recordsContract, resourceId, resourceType } from '../contract/index.ts';
import type { VersionShown } from '../contract/index.ts';
import { dateText, happenedOf } from '../rules/extract/dates.ts';
import { compareVersions as compared } from '../rules/versions/compare.ts';
import { aliasSet } from './compartment.sql.ts';
import { get, getVersion, history } from './read.sql.ts';
import type { Version } from './read.sql.ts';
import { seeRecord } from './see.ts';

const unknown = () => new Problem(404, 'records.unknown', 'There is no such entry in this record', { field: 'id' });

/** The FHIR JSON of one entry, as its sender wrote it. */
export const resource = secured(
  {
    method: 'GET',
    path: '/patients/{patient_id}/resources/{type}/{id}',
    summary: 'One entry of a chart as FHIR JSON; an older version by its number',
    permission: 'records.read',
    patient: 'input',
    event: 'records.resource.read',
  },
  z.strictObject({ patient_id: z.uuid(), type: resourceType, id: resourceId, version: z.int().min(1).max(2_147_483_647).optional() }),
  async ({ patient_id, type, id, version }, act) => {
    await seeRecord(act, patient_id);
    const found = version === undefined ? await get(act.tx, type, id) : await getVersion(act.tx, type, id, version);
    if (found === undefined || !(await isOf(act, found, patient_id))) throw unknown();
    if (found.json === null) throw new Problem(410, 'records.deleted', 'This entry was deleted', { version: found.version });
    act.audit.detail({ type, id, version: found.version });
    return new Document('application/fhir+json; charset=utf-8', found.json);
  },
);

export const versions = serve(recordsContract.versions, async ({ patient_id, type, id }, act) => {
  await seeRecord(act, patient_id);
  const all = await history(act.tx, type, id);
  if (all[0] === undefined || !(await isOf(act, all[0], patient_id))) throw unknown();
  act.audit.detail({ type, id });
  return { versions: all.map(shown) };
});

export const compareVersions = serve(recordsContract.compareVersions, async ({ patient_id, type, id, version }, act) => {
  await seeRecord(act, patient_id);
  const found = await getVersion(act.tx, type, id, version);
  if (found === undefined || !(await isOf(act, found, patient_id))) throw unknown();
  const before = await getVersion(act.tx, type, id, version - 1);
  // What an entry said while it stood in the record of another patient is none of this one.
  const comparable = before !== undefined && (await isOf(act, before, patient_id)) ? before : null;
  act.audit.detail({ type, id, version });
  const span = found.json === null ? undefined : happenedOf(JSON.parse(found.json) as Record<string, unknown>);
  return {
    version: shown(found),
    date: span === undefined ? null : dateText(new Date(span.start), span.precision),
    before: comparable && shown(comparable),
    fields: compared(contentOf(comparable), contentOf(found)),
  };
});

const shown = ({ version, last_updated, deleted, source, author }: Version): VersionShown => ({
  version, at: last_updated.toISOString(), deleted, source, by: author,
});

const contentOf = (version: Version | null): unknown => (version?.json == null ? undefined : parseExactly(version.json));

/** Whether a resource belongs to the record that was asked for, or to one that is read as one with it. */
async function isOf(act: Act, found: Version, patient_id: string): Promise<boolean> {
  return found.patient_id !== null && (await aliasSet(act.tx, patient_id)).includes(found.patient_id);
}
