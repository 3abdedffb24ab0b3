import { serve } from '@openward/platform/http';
import { recordsContract } from '../../contract/index.ts';
import type { News2Shown, VitalPoint, VitalSeen } from '../../contract/vitals.ts';
import { ageAt } from '../../rules/vitals/age.ts';
import { vitalFlag } from '../../rules/vitals/flag.ts';
import { measureCodes } from '../../rules/vitals/measures.ts';
import { news2Token, readNews2 } from '../../rules/vitals/news2-observation.ts';
import { readVital } from '../../rules/vitals/read.ts';
import { seeRecord } from '../see.ts';
import { oxygenScale } from './oxygen-scale.sql.ts';
import { personOf, readUnits, vitalRows, writeUnits } from './vitals.sql.ts';
import type { VitalRow } from './vitals.sql.ts';

export const vitals = serve(recordsContract.vitals, async ({ patient_id, from, limit }, act) => {
  await seeRecord(act, patient_id);
  const { tx } = act;
  const [rows, person, scale, units] = await Promise.all([
    vitalRows(tx, patient_id, { limit: limit + 1, ...(from && { from: new Date(from) }) }),
    personOf(tx, patient_id), oxygenScale(tx, patient_id), readUnits(tx),
  ]);
  const points: VitalPoint[] = [];
  const seen: VitalSeen[] = [];
  const scores: News2Shown[] = [];
  for (const row of rows.slice(0, limit)) {
    const at = row.at.toISOString();
    if (row.codes.includes(news2Token)) {
      const score = readNews2(row.resource);
      if (score !== undefined) scores.push({ id: row.id, at, ...score });
      continue;
    }
    const read = readVital(row.resource);
    points.push(...pointsOf(row, person.birth_date, scale.scale, read));
    for (const what of ['consciousness', 'breathing'] as const) {
      const value = read[what];
      if (value !== undefined) seen.push({ id: row.id, version: row.version, at, what, value });
    }
  }
  const { id: _id, ...oxygen_scale } = scale;
  return { points, seen, scores, oxygen_scale, units, more: rows.length > limit, birth_date: person.birth_date };
});

function pointsOf(row: VitalRow, birth_date: string | null, scale: 1 | 2, read: ReturnType<typeof readVital>): VitalPoint[] {
  const age = ageAt(birth_date, row.at);
  const { measured_by, method, numbers } = read;
  return numbers.map(({ measure, value }) => ({
    id: row.id, version: row.version, measure, value, text: String(value), unit: measureCodes[measure].unit, at: row.at.toISOString(),
    entered_at: row.last_updated.toISOString(), flag: vitalFlag(measure, value, age, scale), status: row.status, measured_by, method,
    source: row.source, visit_id: row.visit_id,
  }));
}

export const vitalUnits = serve(recordsContract.vitalUnits, (_input, { tx }) => readUnits(tx));

export const setVitalUnits = serve(recordsContract.setVitalUnits, async (units, { tx }) => {
  await writeUnits(tx, units);
  return readUnits(tx);
});
