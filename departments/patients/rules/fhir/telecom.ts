import { telecomSystems } from '../../contract/person.ts';
import { member, textOf, viewOf, wordOf } from '@openward/platform/fhir';
import { period, type WithPeriod } from './period.ts';

const uses = ['home', 'work', 'temp', 'old', 'mobile'] as const;

export interface TelecomFields extends WithPeriod {
  system: (typeof telecomSystems)[number] | null;
  value: string | null;
  use: (typeof uses)[number] | null;
  rank: number | null;
}

const rankOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 2_147_483_647 ? value : null;

/** A row of `patients.telecom` as a FHIR ContactPoint. */
export const contactPoint = viewOf<TelecomFields>([
  member('system', 'system', (value) => wordOf(value, telecomSystems)),
  member('value', 'value', textOf),
  member('use', 'use', (value) => wordOf(value, uses)),
  member('rank', 'rank', rankOf),
  period(),
]);
