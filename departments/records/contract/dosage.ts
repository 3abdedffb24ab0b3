import { line } from '@openward/platform/fhir';
import { z } from 'zod';
import { maybe } from './statement.ts';

/** What a dose is counted in, by UCUM. */
export const doseUnits = [
  'mg', 'g', 'ug', 'mL', 'L', '[iU]', 'mmol', 'meq', '[drp]', '{tablet}', '{capsule}', '{puff}', '{application}', '{patch}', '{sachet}', '{suppository}',
] as const;
export const doseRoutes = [
  'oral', 'sublingual', 'intravenous', 'intramuscular', 'subcutaneous', 'inhalation', 'nasal', 'eye', 'ear', 'skin', 'transdermal', 'rectal', 'vaginal',
] as const;

const amount = z.number().positive().min(0.0001).max(1_000_000).refine((value) => Number.isInteger(Math.round(value * 1e10) / 1e6), 'Has more than four decimals');

export const Dose = z.strictObject({ value: amount, unit: z.enum(doseUnits) });
export type Dose = z.output<typeof Dose>;

/** How a medicine is taken. `text` is for what the other fields cannot say. */
export const Dosage = z
  .strictObject({
    dose: maybe(Dose),
    route: maybe(z.enum(doseRoutes)),
    frequency: maybe(z.strictObject({ times: z.int().min(1).max(48), period: z.int().min(1).max(366), unit: z.enum(['h', 'd', 'wk', 'mo']) })),
    duration: maybe(z.strictObject({ value: z.int().min(1).max(999), unit: z.enum(['d', 'wk', 'mo']) })),
    as_needed: z.boolean().default(false),
    as_needed_for: maybe(line(200)),
    instructions: maybe(line(500)),
    text: maybe(line(500)),
  })
  .refine(({ as_needed, as_needed_for }) => as_needed || as_needed_for === null, {
    message: 'Says for what it is needed, and that it is always taken', path: ['as_needed_for'],
  });
export type Dosage = z.output<typeof Dosage>;

/** Nothing said of how it is taken. */
export const noDosage: Dosage = {
  dose: null, route: null, frequency: null, duration: null, as_needed: false, as_needed_for: null, instructions: null, text: null,
};
