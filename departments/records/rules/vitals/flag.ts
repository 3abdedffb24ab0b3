import type { Measure, VitalPoint } from '../../contract/vitals.ts';
import type { Age } from './age.ts';
import { wellRange } from './limits.ts';
import { adultPoints } from './news2.ts';

const middle: Partial<Record<Measure, number>> = { respiratory_rate: 16, systolic: 150, heart_rate: 70, temperature: 37, oxygen_saturation: 100 };

/**
 * Whether a value is out of range: for people of 16 years and older by the points that NEWS2 gives it, for children by what well
 * children of their age have. Null also where no range is known, which is not to say that the value is normal.
 */
export function vitalFlag(measure: Measure, value: number, age: Age | undefined, scale: 1 | 2): VitalPoint['flag'] {
  if (age === undefined) return null;
  if (age.years_at_least < 16) {
    const range = measure === 'heart_rate' || measure === 'respiratory_rate' ? wellRange(measure, age) : undefined;
    return range === undefined || (value >= range[0] && value <= range[1]) ? null : value < range[0] ? 'L' : 'H';
  }
  const centre = middle[measure];
  if (centre === undefined) return null;
  const points = adultPoints(measure as 'heart_rate', value, scale);
  if (points === 0) return null;
  return value < centre ? (points === 3 ? 'LL' : 'L') : (points === 3 ? 'HH' : 'H');
}
