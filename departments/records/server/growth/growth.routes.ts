import { serve } from '@openward/platform/http';
import { bandScores, growthIndicators } from '../../contract/growth.ts';
import type { GrowthBand, GrowthIndicator, GrowthPoint } from '../../contract/growth.ts';
import { recordsContract } from '../../contract/index.ts';
import type { Measure } from '../../contract/vitals.ts';
import { comparedAge } from '../../rules/growth/corrected-age.ts';
import { lmsAt, percentileOf, valueAt, zScore } from '../../rules/growth/lms.ts';
import { ageAt } from '../../rules/vitals/age.ts';
import { loinc, measureCodes } from '../../rules/vitals/measures.ts';
import { readVital } from '../../rules/vitals/read.ts';
import { seeRecord } from '../see.ts';
import { rowsWith, personOf } from '../vitals/vitals.sql.ts';
import { gestationOf, standardRows } from './growth.sql.ts';
import type { StandardRow } from './growth.sql.ts';

const sized = ['weight', 'height', 'head_circumference', 'body_mass_index'] as const;
const ofAge: Partial<Record<Measure, GrowthIndicator>> = {
  weight: 'weight_for_age', height: 'length_for_age', head_circumference: 'head_circumference_for_age', body_mass_index: 'body_mass_index_for_age',
};
/** All that weigh: beyond three standard deviations they are counted another way. */
const restricted = (indicator: GrowthIndicator) => indicator.startsWith('weight') || indicator.startsWith('body_mass');
/** WHO speaks of children up to 19 years. */
const grown_days = 19 * 365.25;
const month_days = 30.4375;
/** Under two years a child is measured lying. */
const length_until_days = 730;

export const growth = serve(recordsContract.growth, async ({ patient_id }, act) => {
  await seeRecord(act, patient_id);
  const { tx } = act;
  const codes = sized.flatMap((measure) => measureCodes[measure].loinc.map((code) => `${loinc}|${code}`));
  const [rows, person, gestational_days] = await Promise.all([rowsWith(tx, patient_id, codes), personOf(tx, patient_id), gestationOf(tx, patient_id)]);
  const found = rows.flatMap((row) => {
    const age = ageAt(person.birth_date, row.at);
    if (age === undefined || !age.exact || age.days > grown_days) return [];
    const { days, corrected } = comparedAge(age.days, gestational_days);
    return readVital(row.resource).numbers.map(({ measure, value }) => ({ id: row.id, at: row.at.toISOString(), days, chronological: age.days, corrected, measure, value }));
  });
  const heights = new Map(found.filter(({ measure }) => measure === 'height').map((each) => [each.at, each.value]));
  const measured = found.flatMap((each): Omit<GrowthPoint, 'z' | 'percentile'>[] => {
    const { id, at, days, chronological, corrected, measure, value } = each;
    const indicator = ofAge[measure];
    if (indicator === undefined) return [];
    const point = { id, at, age_days: days, corrected, value };
    const tall = measure === 'weight' ? heights.get(at) : undefined;
    return [
      { ...point, indicator, x: days },
      ...(tall === undefined || chronological > 5 * 365.25 ? []
        : [{ ...point, indicator: chronological < length_until_days ? 'weight_for_length' as const : 'weight_for_height' as const, x: tall }]),
    ];
  });
  const sex = person.sex === 'male' || person.sex === 'female' ? person.sex : null;
  const standard = sex === null ? [] : await standardRows(tx, sex, measured.map(({ age_days }) => age_days), [...heights.values()]);
  const exact = /^\d{4}-\d\d-\d\d$/.test(person.birth_date ?? '');
  return {
    without: !exact ? 'birth_date' as const : sex === null ? 'sex' as const : standard.length === 0 ? 'standard' as const : null,
    gestational_days,
    points: measured.map((point) => ({ ...point, ...scoreOf(point, standard) })),
    bands: bandsOf(standard),
  };
});

function scoreOf({ indicator, x, value }: Omit<GrowthPoint, 'z' | 'percentile'>, standard: readonly StandardRow[]): Pick<GrowthPoint, 'z' | 'percentile'> {
  const of = (axis: StandardRow['axis']) => standard.filter((row) => row.indicator === indicator && row.axis === axis);
  const lms = lmsAt(of('day'), x) ?? lmsAt(of('month'), x / month_days) ?? lmsAt(of('cm'), x);
  if (lms === undefined) return { z: null, percentile: null };
  const z = zScore(value, lms, restricted(indicator));
  return Number.isFinite(z) ? { z: Number(z.toFixed(2)), percentile: Number(percentileOf(z).toFixed(1)) } : { z: null, percentile: null };
}

/** The bands of each indicator, thin enough to draw. */
function bandsOf(standard: readonly StandardRow[]): GrowthBand[] {
  return growthIndicators.flatMap((indicator) => {
    const own = standard.filter((row) => row.indicator === indicator);
    const days = own.filter(({ axis }) => axis === 'day');
    const last = days.at(-1)?.at ?? -1;
    const months = own.filter(({ axis, at }) => axis === 'month' && at * month_days > last).map((row) => ({ ...row, at: row.at * month_days }));
    const rows = [...days, ...months, ...own.filter(({ axis }) => axis === 'cm')];
    return rows.length === 0 ? [] : [{ indicator, points: rows.map((row) => ({ x: row.at, values: bandScores.map((z) => Number(valueAt(row, z).toFixed(3))) })) }];
  });
}
