import { elementOf, setMember, textOf, viewOf, type Part } from '@openward/platform/fhir';
import { Flag, flagCategories, flagStates } from '../../contract/flags.ts';
import { codePart, conceptPart, ownCodes, wordPart } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';

/** Both ends of a Period that stands under its own name. */
export function spanPart<Fields>(from: keyof Fields & string, to: keyof Fields & string): Part<Fields> {
  return {
    read: (element) => {
      const { start, end } = elementOf(element['period']);
      return { [from]: textOf(start)?.slice(0, 10) ?? null, [to]: textOf(end)?.slice(0, 10) ?? null } as Partial<Fields>;
    },
    write: (element, fields) => {
      const period = { ...elementOf(element['period']) };
      for (const [name, field] of [['start', from], ['end', to]] as const) {
        if ((textOf(period[name])?.slice(0, 10) ?? null) !== fields[field]) setMember(period, name, fields[field]);
      }
      setMember(element, 'period', Object.keys(period).length === 0 ? null : period);
    },
  };
}

const view = viewOf<Flag>([
  conceptPart('concept', 'code'),
  wordPart('category', 'category', 'http://terminology.hl7.org/CodeSystem/flag-category', ownCodes(flagCategories), true),
  codePart('state', 'status', flagStates),
  spanPart('from', 'until'),
]);

/** Flags: FHIR Flag. */
export const flags: Subject<Flag> = { type: 'Flag', schema: Flag, view, patient: 'subject', visit: 'encounter', by: 'author', unsaid: { category: 'clinical' } };
