import { randomUUID } from 'node:crypto';
import type { Act } from '@openward/platform/http';
import { serve } from '@openward/platform/http';
import { recordsContract } from '../../contract/index.ts';
import { loinc, measureCodes } from '../../rules/vitals/measures.ts';
import { toObservations } from '../../rules/vitals/observations.ts';
import { readVital } from '../../rules/vitals/read.ts';
import { aliasSet } from '../compartment.sql.ts';
import { putMany } from '../put.ts';
import type { Author } from '../row.ts';
import { seeRecord } from '../see.ts';
import { authorReference } from '../statement/author.ts';
import { seeVisit } from '../visit.ts';
import { checkValues, keptValues } from './convert.ts';
import { scoreRound } from './score.ts';
import { lastWith, lockVitals } from './vitals.sql.ts';

/** Records one round of vital signs, all of it or nothing, and scores it. */
export const recordVitals = serve(recordsContract.recordVitals, async (input, act) => {
  const { patient_id, visit_id, measured_by, methods, confirmed } = input;
  await seeRecord(act, patient_id);
  const { tx, actor } = act;
  await seeVisit(tx, patient_id, visit_id);
  await lockVitals(tx, patient_id);
  const values = keptValues(input.values, input.units);
  const measured_at = new Date(input.measured_at);
  const now = new Date();
  const age = await checkValues(tx, values, { patient_id, measured_at, now, confirmed });
  const [subject] = await aliasSet(tx, patient_id);
  const round = {
    patient_id: subject!, visit_id, measured_at: measured_at.toISOString(), entered_at: now.toISOString(),
    performer: measured_by === undefined ? await authorReference(act) : { display: measured_by },
  };
  const grown = age !== undefined && age.years_at_least >= 20 && values.weight !== undefined && values.height === undefined;
  const made = toObservations(values, methods, round, randomUUID, grown ? await lastHeight(act, patient_id, measured_at) : undefined);
  const author = authorOf(actor);
  await putMany(tx, made.map((resource) => ({ resource, author, if_version: 0 })));
  act.audit.detail({ measured: made.length });
  return { ids: made.map(({ id }) => id), news2: await scoreRound(tx, round, author) };
});

async function lastHeight({ tx }: Act, patient_id: string, before: Date): Promise<{ id: string; value: number } | undefined> {
  const row = await lastWith(tx, patient_id, measureCodes.height.loinc.map((code) => `${loinc}|${code}`), before);
  const value = row && readVital(row.resource).numbers.find(({ measure }) => measure === 'height')?.value;
  return row === undefined || value === undefined ? undefined : { id: row.id, value };
}

/** Who acts, as a version keeps it. */
export const authorOf = ({ account_id, display_name }: Act['actor']): Author => ({ account_id, name: display_name });
