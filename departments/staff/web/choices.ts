import { words, type Translate } from '@openward/platform/ui';
import type { DepartmentKind, Job, LocationKind } from '../contract/index.ts';

/** As what somebody works, in words. */
export const jobWords: Readonly<Record<Job, string>> = {
  doctor: words('Doctor'),
  nurse: words('Nurse'),
  midwife: words('Midwife'),
  pharmacist: words('Pharmacist'),
  laboratory: words('Laboratory'),
  radiographer: words('Radiographer'),
  therapist: words('Therapist'),
  dietician: words('Dietician'),
  'social-worker': words('Social worker'),
  'front-desk': words('Front desk'),
  'ward-clerk': words('Ward clerk'),
  'medical-records': words('Medical records'),
  cashier: words('Cashier'),
  biller: words('Biller'),
  accountant: words('Accountant'),
  compliance: words('Compliance'),
  administrator: words('Administrator'),
  technician: words('Technician'),
  porter: words('Porter'),
  other: words('Other'),
};

/** What kind of department it is. */
export const departmentKindWords: Readonly<Record<DepartmentKind, string>> = {
  hospital: words('The hospital itself'),
  clinical: words('Clinical'),
  diagnostic: words('Diagnostic'),
  support: words('Support'),
  administrative: words('Administrative'),
};

/** What kind of place it is, from the largest to the smallest. */
export const placeKindWords: Readonly<Record<LocationKind, string>> = {
  building: words('Building'),
  floor: words('Floor'),
  ward: words('Ward'),
  room: words('Room'),
  bed: words('Bed'),
};

/** Codes and their words, for a list to choose from. */
export function choicesOf(codes: Readonly<Record<string, string>>, t: Translate): { value: string; label: string }[] {
  return Object.entries(codes).map(([value, label]) => ({ value, label: t(label) }));
}
