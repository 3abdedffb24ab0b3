import type { Measure } from '../../contract/vitals.ts';
import type { Age } from './age.ts';

type Range = readonly [low: number, high: number];

/**
 * What no living person has: outside it a value is refused. The widest that was ever reported stands inside: a temperature of
 * 11.8 °C (accidental hypothermia) and 46.5 °C (heat stroke), a weight of 635 kg, a glucose of 147 mmol/L.
 */
export const possible: Readonly<Record<Measure, Range>> = {
  respiratory_rate: [0, 150],
  oxygen_saturation: [0, 100],
  oxygen_flow: [0, 100],
  oxygen_concentration: [21, 100],
  systolic: [20, 400],
  diastolic: [0, 300],
  heart_rate: [0, 350],
  temperature: [10, 47],
  pain: [0, 10],
  glucose: [0.1, 150],
  weight: [0.2, 700],
  height: [15, 280],
  head_circumference: [10, 90],
  body_mass_index: [3, 250],
};

const month = 30.4375;
const year = 365.25;

/** First and ninety-ninth centile of well children by age: Fleming S et al., Lancet 2011; 377: 1011–18. */
const wellChildren: readonly { under_days: number; heart_rate: Range; respiratory_rate: Range }[] = [
  { under_days: 3 * month, heart_rate: [107, 181], respiratory_rate: [25, 66] },
  { under_days: 6 * month, heart_rate: [104, 175], respiratory_rate: [24, 64] },
  { under_days: 9 * month, heart_rate: [98, 168], respiratory_rate: [23, 61] },
  { under_days: 12 * month, heart_rate: [93, 161], respiratory_rate: [22, 58] },
  { under_days: 18 * month, heart_rate: [88, 156], respiratory_rate: [21, 53] },
  { under_days: 2 * year, heart_rate: [82, 149], respiratory_rate: [19, 46] },
  { under_days: 3 * year, heart_rate: [76, 142], respiratory_rate: [18, 38] },
  { under_days: 4 * year, heart_rate: [70, 136], respiratory_rate: [17, 33] },
  { under_days: 6 * year, heart_rate: [65, 131], respiratory_rate: [17, 29] },
  { under_days: 8 * year, heart_rate: [59, 123], respiratory_rate: [16, 27] },
  { under_days: 12 * year, heart_rate: [52, 115], respiratory_rate: [14, 25] },
  { under_days: 16 * year, heart_rate: [47, 108], respiratory_rate: [12, 23] },
];

/** What is asked about again by age. OpenWard's own, and wide on purpose: a sick child is not to be asked about at every round. */
const bySize: readonly { under_days: number; limits: Partial<Record<Measure, Range>> }[] = [
  { under_days: 28, limits: { systolic: [35, 120], diastolic: [15, 90], weight: [0.5, 6], height: [25, 62], head_circumference: [20, 42] } },
  { under_days: 3 * month, limits: { systolic: [40, 130], diastolic: [15, 95], weight: [1, 9], height: [35, 72], head_circumference: [26, 46] } },
  { under_days: year, limits: { systolic: [45, 140], diastolic: [20, 100], weight: [2, 16], height: [42, 90], head_circumference: [30, 54] } },
  { under_days: 3 * year, limits: { systolic: [50, 150], diastolic: [20, 100], weight: [4, 25], height: [55, 115], head_circumference: [36, 58] } },
  { under_days: 6 * year, limits: { systolic: [55, 160], diastolic: [25, 110], weight: [7, 45], height: [70, 140], head_circumference: [42, 60] } },
  { under_days: 12 * year, limits: { systolic: [60, 180], diastolic: [30, 120], weight: [11, 100], height: [85, 185], head_circumference: [44, 64] } },
  { under_days: 16 * year, limits: { systolic: [65, 200], diastolic: [30, 130], weight: [18, 160], height: [105, 210], head_circumference: [45, 66] } },
  { under_days: Infinity, limits: { systolic: [60, 250], diastolic: [30, 150], weight: [30, 250], height: [120, 220], head_circumference: [45, 68] } },
];

/** The same for everybody. */
const always: Partial<Record<Measure, Range>> = {
  temperature: [33, 41.5],
  oxygen_saturation: [60, 100],
  oxygen_flow: [0, 60],
  glucose: [2, 35],
};
const adults = { heart_rate: [30, 200], respiratory_rate: [6, 50] } as const;

/** The range outside which a value is asked about again, at this age; an unknown age is taken for an adult's. */
export function probable(measure: Measure, age: Age | undefined): Range | undefined {
  const days = age?.days ?? Infinity;
  if (measure === 'heart_rate' || measure === 'respiratory_rate') {
    const well = wellRange(measure, age);
    // Well outside what well children have, on both sides.
    return well === undefined ? adults[measure] : [Math.floor(well[0] * 0.6), Math.ceil(well[1] * 1.5)];
  }
  return always[measure] ?? bySize.find(({ under_days }) => days < under_days)?.limits[measure] ?? bySize.at(-1)?.limits[measure];
}

/** What well children of this age have; undefined from 16 years on, and where the age is unknown. */
export function wellRange(measure: 'heart_rate' | 'respiratory_rate', age: Age | undefined): Range | undefined {
  return age === undefined ? undefined : wellChildren.find(({ under_days }) => age.days < under_days)?.[measure];
}
