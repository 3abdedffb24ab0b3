import type { Measure, VitalValues } from '../../contract/vitals.ts';
import { measures } from '../../contract/vitals.ts';
import type { Age } from './age.ts';
import { possible, probable } from './limits.ts';

/** Something that is wrong with a value, or to be asked about. `field` is its place in `values`. */
export interface VitalDoubt {
  field: keyof VitalValues;
  code: 'vitals.impossible' | 'vitals.improbable' | 'vitals.changed' | 'vitals.incomplete';
  message: string;
}

/** What was last measured of the same patient. */
export interface LastMeasured {
  value: number;
  days_ago: number;
}

/** Why these values, already in the units that are kept, cannot be taken. */
export function refusalsOf(values: VitalValues): VitalDoubt[] {
  const doubts = numbersOf(values).flatMap(({ measure, value }): VitalDoubt[] => {
    const [low, high] = possible[measure];
    return value >= low && value <= high ? []
      : [{ field: measure as keyof VitalValues, code: 'vitals.impossible', message: 'No living person has this value' }];
  });
  const { systolic, diastolic, breathing, oxygen_flow, oxygen_concentration, oxygen_saturation } = values;
  const incomplete = (field: keyof VitalValues, message: string) => void doubts.push({ field, code: 'vitals.incomplete', message });
  if (systolic !== undefined && diastolic !== undefined && diastolic >= systolic) {
    doubts.push({ field: 'diastolic', code: 'vitals.impossible', message: 'Cannot be: the diastolic pressure is below the systolic' });
  }
  if (systolic === undefined && diastolic !== undefined) incomplete('systolic', 'Give the systolic pressure too');
  const given = oxygen_flow !== undefined || oxygen_concentration !== undefined;
  if (given && breathing !== 'oxygen' && !(breathing === 'air' && oxygen_flow === undefined && oxygen_concentration === 21)) {
    doubts.push({ field: 'breathing', code: 'vitals.impossible', message: 'Oxygen is given: choose oxygen' });
  }
  if ((given || breathing !== undefined) && oxygen_saturation === undefined) {
    incomplete('oxygen_saturation', 'Give the saturation that was measured with it');
  }
  return doubts;
}

/** What is to be asked again before it is taken: improbable at this age, or far from what was last measured. */
export function questionsOf(values: VitalValues, age: Age | undefined, last: Partial<Record<Measure, LastMeasured>> = {}): VitalDoubt[] {
  return numbersOf(values).flatMap(({ measure, value }): VitalDoubt[] => {
    const field = measure as keyof VitalValues;
    const range = probable(measure, age);
    if (range !== undefined && (value < range[0] || value > range[1])) {
      return [{ field, code: 'vitals.improbable', message: 'Improbable at this age: look again' }];
    }
    const before = last[measure];
    if (before !== undefined && differsTooMuch(measure, value, before, age)) {
      return [{ field, code: 'vitals.changed', message: 'Far from what was measured before: look again' }];
    }
    return [];
  });
}

/** A wrong unit, or another patient, shows in weight and height. */
function differsTooMuch(measure: Measure, value: number, last: LastMeasured, age: Age | undefined): boolean {
  const change = Math.abs(value - last.value);
  if (measure === 'weight') return last.days_ago <= 90 && change > Math.max(last.value * 0.15, 0.5);
  if (measure !== 'height' && measure !== 'head_circumference') return false;
  const grown = age !== undefined && age.years_at_least >= 20;
  // A child grows: only a loss of height is strange.
  return grown ? change > 5 : last.value - value > 3;
}

function numbersOf(values: VitalValues): { measure: Measure; value: number }[] {
  return measures.flatMap((measure) => {
    const value = (values as Partial<Record<Measure, number>>)[measure];
    return value === undefined ? [] : [{ measure, value }];
  });
}
