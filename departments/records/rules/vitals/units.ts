import type { Measure, VitalUnits } from '../../contract/vitals.ts';
import { measureCodes } from './measures.ts';

/** kept = measured × factor + offset, exactly as UCUM defines it. */
interface Conversion {
  factor: number;
  offset: number;
}

const pound_kg = 0.453_592_37;
const inch_cm = 2.54;
/** One mmol of glucose weighs 180.156 mg. */
const glucose_mg_dl = 18.0156;

const conversions: Readonly<Record<string, Conversion>> = {
  '[degF]>Cel': { factor: 5 / 9, offset: -160 / 9 },
  '[lb_av]>kg': { factor: pound_kg, offset: 0 },
  'g>kg': { factor: 1 / 1000, offset: 0 },
  '[in_i]>cm': { factor: inch_cm, offset: 0 },
  'mg/dL>mmol/L': { factor: 1 / glucose_mg_dl, offset: 0 },
};

/** The unit in which a measure is typed, in this choice of units. */
export function typedUnit(measure: Measure, units: VitalUnits): string {
  if (measure === 'temperature') return units.temperature;
  if (measure === 'weight') return units.weight;
  if (measure === 'height' || measure === 'head_circumference') return units.length;
  if (measure === 'glucose') return units.glucose;
  return measureCodes[measure].ucum;
}

/** A value in the unit that is kept; one that needed no conversion stays exactly as it was typed. */
export function toKept(measure: Measure, value: number, unit: string): number | undefined {
  const { ucum, decimals } = measureCodes[measure];
  if (unit === ucum) return value;
  const conversion = conversions[`${unit}>${ucum}`];
  return conversion && rounded(value * conversion.factor + conversion.offset, decimals);
}

/** A kept value in the unit in which the hospital reads it. */
export function fromKept(measure: Measure, value: number, unit: string): number {
  const conversion = conversions[`${unit}>${measureCodes[measure].ucum}`];
  return conversion === undefined ? value : rounded((value - conversion.offset) / conversion.factor, unit === 'g' || unit === 'mg/dL' ? 0 : 1);
}

/** How a unit is written for people. */
export function unitText(measure: Measure, unit: string): string {
  const written: Record<string, string> = { '[degF]': '°F', '[lb_av]': 'lb', '[in_i]': 'in', 'mg/dL': 'mg/dL', g: 'g' };
  return written[unit] ?? measureCodes[measure].unit;
}

/** Half goes up, also where the binary fraction lies a hair below it. */
export function rounded(value: number, decimals: number): number {
  const power = 10 ** decimals;
  return Math.round(value * power * (1 + Number.EPSILON)) / power;
}
