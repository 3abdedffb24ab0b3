import { sameValues } from '@openward/platform/ui';
import { fieldToSend, type RegistrationValues } from './values.ts';

const onlyWhenNew = ['unknown'];
const onlyWhenChanged = ['deceased', 'deceased_date'];
/** Of the form of paper and not of the person. */
const ofPaper = ['happened_at'];

/** The input of a registration, out of what was typed. `reviewed`: the likely duplicates that are somebody else. */
export function registrationToSend(values: RegistrationValues, reviewed: readonly string[]): Record<string, unknown> {
  const fields = Object.keys(values)
    .filter((field) => !onlyWhenChanged.includes(field) && !ofPaper.includes(field))
    .map((field) => [field, fieldToSend(field, values)] as const)
    .filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(fields), duplicates_reviewed: [...reviewed] };
}

/** What was changed since the record was opened: a field left out stays as it is, null empties it. */
export function changesToSend(values: RegistrationValues, opened: RegistrationValues): Record<string, unknown> {
  const changed = Object.keys(values).filter((field) => !onlyWhenNew.includes(field) && !sameValues(values[field], opened[field]));
  return Object.fromEntries(changed.map((field) => [field, fieldToSend(field, values) ?? null]));
}
