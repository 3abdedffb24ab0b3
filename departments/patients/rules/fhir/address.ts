import { member, textOf, textsOf, viewOf, wordOf } from '@openward/platform/fhir';
import { period, type WithPeriod } from './period.ts';

const uses = ['home', 'work', 'temp', 'old', 'billing'] as const;
const types = ['postal', 'physical', 'both'] as const;

export interface AddressFields extends WithPeriod {
  use: (typeof uses)[number] | null;
  type: (typeof types)[number] | null;
  text: string | null;
  lines: string[];
  city: string | null;
  district: string | null;
  state: string | null;
  postal_code: string | null;
  country: string | null;
}

/** A row of `patients.address` as a FHIR Address. */
export const postalAddress = viewOf<AddressFields>([
  member('use', 'use', (value) => wordOf(value, uses)),
  member('type', 'type', (value) => wordOf(value, types)),
  member('text', 'text', textOf),
  member('lines', 'line', textsOf),
  member('city', 'city', textOf),
  member('district', 'district', textOf),
  member('state', 'state', textOf),
  member('postal_code', 'postalCode', textOf),
  member('country', 'country', textOf),
  period(),
]);
