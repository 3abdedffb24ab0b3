import { z } from 'zod';

// A hospital number is digits with a check digit at its end, by Damm's algorithm (a quasigroup of order 10).
// It finds every wrong digit and every swap of two neighbours, with digits only: what a tired person types wrongly.
// The database makes the numbers and checks them by the same table (patients.damm in 0030_patient.sql).

const quasigroup = [
  '0317598642', '7092154863', '4206871359', '1750983426', '6123045978',
  '3674209581', '5869720134', '8945362017', '9438617205', '2581436790',
] as const;

/** The check digit that belongs behind these digits. */
export function checkDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number(quasigroup[interim]?.[Number(digit)]);
  return String(interim);
}

/** True when the digits end with the check digit that belongs to them. */
export const hasCheckDigit = (digits: string): boolean => /^\d{2,}$/.test(digits) && checkDigit(digits) === '0';

/** As people read and type it: in groups of four, `1000 0017`. */
export const groupHospitalNumber = (number: string): string => number.replace(/\B(?=(\d{4})+$)/g, ' ');

/** A hospital number; spaces and dashes as people write them are taken away. */
export const hospitalNumber = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .refine((digits) => /^\d{8,12}$/.test(digits) && hasCheckDigit(digits), 'Is not a hospital number: a digit is wrong');
