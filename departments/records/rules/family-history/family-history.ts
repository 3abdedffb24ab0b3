import { elementOf, elementsOf, equal, setMember, viewOf, type Element, type Part } from '@openward/platform/fhir';
import { FamilyHistory, relationships } from '../../contract/histories.ts';
import { conceptPart, notePart, numberOf, textPart, wordPart } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';

const roles: Record<(typeof relationships)[number], { code: string; display: string }> = {
  mother: { code: 'MTH', display: 'mother' }, father: { code: 'FTH', display: 'father' },
  sister: { code: 'SIS', display: 'sister' }, brother: { code: 'BRO', display: 'brother' },
  daughter: { code: 'DAUC', display: 'daughter' }, son: { code: 'SONC', display: 'son' },
  'maternal-grandmother': { code: 'MGRMTH', display: 'maternal grandmother' }, 'maternal-grandfather': { code: 'MGRFTH', display: 'maternal grandfather' },
  'paternal-grandmother': { code: 'PGRMTH', display: 'paternal grandmother' }, 'paternal-grandfather': { code: 'PGRFTH', display: 'paternal grandfather' },
  aunt: { code: 'AUNT', display: 'aunt' }, uncle: { code: 'UNCLE', display: 'uncle' }, cousin: { code: 'COUSN', display: 'cousin' },
  'family-member': { code: 'FAMMEMB', display: 'family member' },
};

type Condition = FamilyHistory['conditions'][number];
const truth = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

const onset: Part<Condition> = {
  read: (element) => {
    const { value, code } = elementOf(element['onsetAge']);
    return { onset_age: code === undefined || code === 'a' ? numberOf(value) : null };
  },
  write: (element, { onset_age: value }) => {
    for (const key of Object.keys(element)) if (/^_?onset/.test(key)) delete element[key];
    if (value !== null) element['onsetAge'] = { value, unit: 'years', system: 'http://unitsofmeasure.org', code: 'a' };
  },
};
const condition = viewOf<Condition>([
  conceptPart('concept', 'code'),
  onset,
  { read: (element) => ({ died_of: truth(element['contributedToDeath']) }), write: (element, { died_of }) => setMember(element, 'contributedToDeath', died_of) },
]);

const conditions: Part<FamilyHistory> = {
  read: (element) => ({ conditions: elementsOf(element['condition']).map(condition.fromElement) }),
  write: (element, { conditions: fields }) => {
    const sent = elementsOf(element['condition']);
    setMember(element, 'condition', fields.map((each): Element => sent.find((one) => equal(condition.fromElement(one), each)) ?? condition.toElement(each)));
  },
};

/** What relatives had: FHIR FamilyMemberHistory. */
export const familyHistory: Subject<FamilyHistory> = {
  type: 'FamilyMemberHistory', schema: FamilyHistory, patient: 'patient', recorded: 'date', fixed: { status: 'completed' },
  view: viewOf<FamilyHistory>([
    wordPart('relationship', 'relationship', 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', roles),
    textPart('name', 'name'),
    {
      // A date or an age of death says that somebody died, too.
      read: (element) => ({ deceased: truth(element['deceasedBoolean']) ?? (Object.keys(element).some((key) => /^deceased[A-Z]/.test(key)) ? true : null) }),
      write: (element, { deceased }) => {
        for (const key of Object.keys(element)) if (/^_?deceased/.test(key)) delete element[key];
        setMember(element, 'deceasedBoolean', deceased);
      },
    },
    conditions,
    notePart('note'),
  ]),
};
