import { elementOf, textOf, type Element } from '@openward/platform/fhir';
import type { Dose } from '../../contract/dosage.ts';
import { numberOf } from '../statement/parts.ts';

const ucum = 'http://unitsofmeasure.org';

/** Units in full, one and several: never an abbreviation that can be misread. */
export const unitWords: Record<Dose['unit'], [one: string, several: string]> = {
  mg: ['milligram', 'milligrams'], g: ['gram', 'grams'], ug: ['microgram', 'micrograms'], mL: ['millilitre', 'millilitres'], L: ['litre', 'litres'],
  '[iU]': ['unit', 'units'], mmol: ['millimole', 'millimoles'], meq: ['milliequivalent', 'milliequivalents'], '[drp]': ['drop', 'drops'],
  '{tablet}': ['tablet', 'tablets'], '{capsule}': ['capsule', 'capsules'], '{puff}': ['puff', 'puffs'], '{application}': ['application', 'applications'],
  '{patch}': ['patch', 'patches'], '{sachet}': ['sachet', 'sachets'], '{suppository}': ['suppository', 'suppositories'],
};

/** A number with its leading zero and without a trailing one: 0.5, 5. */
export const plainNumber = (value: number): string => value.toFixed(4).replace(/\.?0+$/, '');

/** A dose in words: `500 milligrams`. */
export const doseWords = ({ value, unit }: Dose): string => `${plainNumber(value)} ${unitWords[unit][value === 1 ? 0 : 1]}`;

/** A Quantity whose unit we know; null for another. */
export function readDose(element: unknown): Dose | null {
  const { value, code, unit } = elementOf(element);
  const number = numberOf(value);
  const known = Object.keys(unitWords).find((each) => each === textOf(code) || (code === undefined && each === textOf(unit)));
  return number === null || known === undefined ? null : { value: number, unit: known as Dose['unit'] };
}

/** A dose as a FHIR Quantity. */
export const writeDose = ({ value, unit }: Dose): Element => ({ value, unit: unitWords[unit][value === 1 ? 0 : 1], system: ucum, code: unit });
