import { partialInstant } from '../../contract/date.ts';
import { elementOf, setMember, type Part } from '@openward/platform/fhir';

export interface WithPeriod {
  valid_from: string | null;
  valid_to: string | null;
}

/** A FHIR dateTime that the calendar has, or null. */
export const instantOf = (value: unknown): string | null => {
  const read = partialInstant.safeParse(value);
  return read.success ? read.data : null;
};

/** `period.start` and `period.end`. */
export function period<Fields extends WithPeriod>(): Part<Fields> {
  return {
    read: (element) => {
      const sent = elementOf(element['period']);
      return { valid_from: instantOf(sent['start']), valid_to: instantOf(sent['end']) } as Partial<Fields>;
    },
    write: (element, fields) => {
      const changed = { ...elementOf(element['period']) };
      if (instantOf(changed['start']) !== fields.valid_from) setMember(changed, 'start', fields.valid_from);
      if (instantOf(changed['end']) !== fields.valid_to) setMember(changed, 'end', fields.valid_to);
      setMember(element, 'period', Object.keys(changed).length > 0 ? changed : null);
    },
  };
}
