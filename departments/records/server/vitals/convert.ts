import { Problem } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import type { Measure, VitalUnits, VitalValues } from '../../contract/vitals.ts';
import { measures } from '../../contract/vitals.ts';
import { ageAt } from '../../rules/vitals/age.ts';
import type { Age } from '../../rules/vitals/age.ts';
import { questionsOf, refusalsOf } from '../../rules/vitals/check.ts';
import type { LastMeasured, VitalDoubt } from '../../rules/vitals/check.ts';
import { loinc, measureCodes } from '../../rules/vitals/measures.ts';
import { readVital } from '../../rules/vitals/read.ts';
import { toKept, typedUnit } from '../../rules/vitals/units.ts';
import { lastWith, personOf } from './vitals.sql.ts';

/** The values in the units that are kept. */
export function keptValues(values: VitalValues, units: VitalUnits): VitalValues {
  const kept: Record<string, unknown> = { ...values };
  for (const measure of measures) {
    const value = (values as Partial<Record<Measure, number>>)[measure];
    if (value !== undefined) kept[measure] = toKept(measure, value, typedUnit(measure, units));
  }
  return kept as VitalValues;
}

export interface Moment {
  patient_id: string;
  measured_at: Date;
  now: Date;
  confirmed: readonly Measure[];
  /** The observation that is corrected: it is not compared with itself. */
  correcting?: string;
}

/** Refuses what cannot be, asks again about what is improbable; gives the age that the values were judged by. */
export async function checkValues(tx: Tx, values: VitalValues, moment: Moment): Promise<Age | undefined> {
  const { patient_id, measured_at, now, confirmed, correcting } = moment;
  if (Object.values(values).every((value) => value === undefined)) {
    throw new Problem(400, 'input.invalid', 'Nothing was measured', { errors: [{ field: 'values', code: 'vitals.empty', message: 'Give at least one value' }] });
  }
  if (measured_at.getTime() > now.getTime() + 5 * 60_000) throw atFault('vitals.in_future', 'This time has not come yet');
  const { birth_date } = await personOf(tx, patient_id);
  if (birth_date !== null && measured_at.toISOString().slice(0, birth_date.length) < birth_date) throw atFault('vitals.before_birth', 'This is before the patient was born');
  const refusals = refusalsOf(values);
  if (refusals.length > 0) throw new Problem(400, 'input.invalid', 'Some values cannot be', { errors: refusals.map(named) });
  const age = ageAt(birth_date, measured_at);
  const asked = questionsOf(values, age, await lastMeasured(tx, patient_id, values, measured_at, correcting)).filter(({ field }) => !confirmed.includes(field as Measure));
  if (asked.length > 0) {
    throw new Problem(409, 'vitals.improbable', 'Look again at these values, and confirm those that are right', {
      errors: asked.map(named), asked: asked.map(({ field }) => field),
    });
  }
  return age;
}

const named = ({ field, code, message }: VitalDoubt) => ({ field: `values.${field}`, code, message });
const atFault = (code: string, message: string) => new Problem(400, 'input.invalid', message, { errors: [{ field: 'measured_at', code, message }] });

async function lastMeasured(
  tx: Tx, patient_id: string, values: VitalValues, before: Date, correcting: string | undefined,
): Promise<Partial<Record<Measure, LastMeasured>>> {
  const last: Partial<Record<Measure, LastMeasured>> = {};
  for (const measure of ['weight', 'height', 'head_circumference'] as const) {
    if (values[measure] === undefined) continue;
    const row = await lastWith(tx, patient_id, measureCodes[measure].loinc.map((code) => `${loinc}|${code}`), before);
    const value = row && row.id !== correcting ? readVital(row.resource).numbers.find((number) => number.measure === measure)?.value : undefined;
    if (row !== undefined && value !== undefined) last[measure] = { value, days_ago: (before.getTime() - row.at.getTime()) / 86_400_000 };
  }
  return last;
}
