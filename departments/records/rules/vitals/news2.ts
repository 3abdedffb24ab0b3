import type { Consciousness, News2Band, News2Outcome, News2Part } from '../../contract/vitals.ts';
import { news2Parts } from '../../contract/vitals.ts';
import type { Age } from './age.ts';
import { rounded } from './units.ts';

/** What NEWS2 is reckoned from; what was not measured is undefined. */
export interface News2Inputs {
  respiratory_rate?: number | undefined;
  oxygen_saturation?: number | undefined;
  breathing?: 'air' | 'oxygen' | undefined;
  systolic?: number | undefined;
  heart_rate?: number | undefined;
  consciousness?: Consciousness | undefined;
  temperature?: number | undefined;
}

/** What of the patient decides whether there may be a score, and by which scale. */
export interface News2Patient {
  age: Age | undefined;
  pregnant: boolean;
  /** The pregnancy is told by an entry that this reader may not see: the reason is not told either. */
  pregnancy_hidden: boolean;
  /** 2 only where a clinician prescribed it. */
  scale: 1 | 2;
}

export interface News2Result {
  score: number;
  band: News2Band;
  scale: 1 | 2;
  parts: Readonly<Record<News2Part, number>>;
}

/** Up to this value, inclusive, so many points; the last row is for all above. */
type Steps = readonly (readonly [up_to: number, points: number])[];

// Royal College of Physicians. National Early Warning Score (NEWS) 2. London: RCP, 2017. Chart 1.
const respiratory: Steps = [[8, 3], [11, 1], [20, 0], [24, 2], [Infinity, 3]];
const saturation1: Steps = [[91, 3], [93, 2], [95, 1], [Infinity, 0]];
const saturation2OnAir: Steps = [[83, 3], [85, 2], [87, 1], [Infinity, 0]];
const saturation2OnOxygen: Steps = [[83, 3], [85, 2], [87, 1], [92, 0], [94, 1], [96, 2], [Infinity, 3]];
const systolic: Steps = [[90, 3], [100, 2], [110, 1], [219, 0], [Infinity, 3]];
const pulse: Steps = [[40, 3], [50, 1], [90, 0], [110, 1], [130, 2], [Infinity, 3]];
const temperature: Steps = [[35, 3], [36, 1], [38, 0], [39, 1], [Infinity, 2]];

const pointsOf = (steps: Steps, value: number): number => (steps.find(([up_to]) => value <= up_to) ?? [0, 0])[1];

/**
 * NEWS2, or why there is none. It is made for people of 16 years and older who are not pregnant, and only from a complete set:
 * a part that is missing is never taken for normal. Values are read as the chart has them: whole numbers, temperature to 0.1 °C.
 */
export function news2(inputs: News2Inputs, patient: News2Patient): News2Result | Extract<News2Outcome, { scored: false }> {
  const missing = news2Parts.filter((part) => inputs[part] === undefined);
  const refused = (reason: Extract<News2Outcome, { scored: false }>['reason']) => ({ scored: false as const, reason, missing });
  if (patient.age === undefined) return refused('age_unknown');
  if (patient.age.years_at_least < 16) return refused('too_young');
  if (patient.pregnancy_hidden) return refused('restricted_item');
  if (patient.pregnant) return refused('pregnant');
  if (missing.length > 0) return refused('incomplete');
  const parts = partsOf(inputs as Complete, patient.scale);
  const score = news2Parts.reduce((sum, part) => sum + parts[part], 0);
  return { score, band: bandOf(score, Math.max(...news2Parts.map((part) => parts[part]))), scale: patient.scale, parts };
}

type Complete = { [Part in keyof News2Inputs]-?: NonNullable<News2Inputs[Part]> };

function partsOf(inputs: Complete, scale: 1 | 2): Record<News2Part, number> {
  const whole = (value: number) => rounded(value, 0);
  const saturation = scale === 1 ? saturation1 : inputs.breathing === 'oxygen' ? saturation2OnOxygen : saturation2OnAir;
  return {
    respiratory_rate: pointsOf(respiratory, whole(inputs.respiratory_rate)),
    oxygen_saturation: pointsOf(saturation, whole(inputs.oxygen_saturation)),
    breathing: inputs.breathing === 'oxygen' ? 2 : 0,
    systolic: pointsOf(systolic, whole(inputs.systolic)),
    heart_rate: pointsOf(pulse, whole(inputs.heart_rate)),
    consciousness: inputs.consciousness === 'alert' ? 0 : 3,
    temperature: pointsOf(temperature, rounded(inputs.temperature, 1)),
  };
}

/** The band of a total; 3 points in one part alone lift a low total. */
export function bandOf(score: number, most: number): News2Band {
  if (score >= 7) return 'high';
  if (score >= 5) return 'medium';
  if (most >= 3) return 'low_medium';
  return score === 0 ? 'zero' : 'low';
}

/** The points of one measure by itself, for its flag in a flowsheet of somebody of 16 years or older. */
export function adultPoints(part: 'respiratory_rate' | 'oxygen_saturation' | 'systolic' | 'heart_rate' | 'temperature', value: number, scale: 1 | 2): number {
  if (part === 'oxygen_saturation') return pointsOf(scale === 1 ? saturation1 : saturation2OnAir, rounded(value, 0));
  const steps = { respiratory_rate: respiratory, systolic, heart_rate: pulse, temperature }[part];
  return pointsOf(steps, rounded(value, part === 'temperature' ? 1 : 0));
}
