import { elementOf, elementsOf, setMember, textOf, type Element, type Part } from '@openward/platform/fhir';
import { noDosage, type Dosage } from '../../contract/dosage.ts';
import { numberOf } from '../statement/parts.ts';
import { doseText, routeWords } from './dose-text.ts';
import { readDose, writeDose } from './quantity.ts';

const ucum = 'http://unitsofmeasure.org';
const bounds = { d: 'd', wk: 'wk', mo: 'mo' } as const;

/** What a FHIR Dosage says, as far as our fields can say it. */
export function readDosage(element: Element): Dosage {
  const repeat = elementOf(elementOf(element['timing'])['repeat']);
  const needed = elementOf(element['asNeededCodeableConcept']);
  const duration = elementOf(repeat['boundsDuration']);
  const dosage: Dosage = {
    ...noDosage,
    dose: readDose(elementsOf(element['doseAndRate'])[0]?.['doseQuantity']),
    route: readRoute(element['route']),
    frequency: readFrequency(repeat),
    duration: readDuration(duration),
    as_needed: element['asNeededBoolean'] === true || element['asNeededCodeableConcept'] !== undefined,
    as_needed_for: textOf(needed['text']),
    instructions: textOf(element['patientInstruction']),
  };
  const text = textOf(element['text']);
  // Our own words for the other fields are no words of a person.
  return text === null || text === doseText(dosage) ? dosage : { ...dosage, text: ownWords(text, dosage) };
}

/** A person's words, without those that we have added of the other fields. */
function ownWords(text: string, dosage: Dosage): string {
  const made = doseText(dosage);
  return made !== '' && text.endsWith(` — ${made}`) ? text.slice(0, -made.length - 3) : text;
}

function readRoute(element: unknown): Dosage['route'] {
  const codes = elementsOf(elementOf(element)['coding']).map(({ code }) => code);
  const found = Object.entries(routeWords).find(([, { code }]) => codes.includes(code));
  return (found?.[0] ?? null) as Dosage['route'];
}

function readFrequency({ frequency, period, periodUnit }: Element): Dosage['frequency'] {
  const [times, every] = [numberOf(frequency), numberOf(period)];
  if (times === null || every === null || typeof periodUnit !== 'string' || !['h', 'd', 'wk', 'mo'].includes(periodUnit)) return null;
  return { times, period: every, unit: periodUnit as 'd' };
}

function readDuration({ value, code }: Element): Dosage['duration'] {
  const number = numberOf(value);
  const unit = Object.entries(bounds).find(([, ucumCode]) => ucumCode === code)?.[0];
  return number === null || unit === undefined ? null : { value: number, unit: unit as 'd' };
}

/** The FHIR Dosage, over the one that a sender gave. */
export function writeDosage(dosage: Dosage, source: Element = {}): Element {
  const { dose, route, frequency, duration, as_needed, as_needed_for, instructions } = dosage;
  const element: Element = { ...source };
  for (const name of ['asNeededBoolean', 'asNeededCodeableConcept', 'timing']) setMember(element, name, null);
  const text = doseText(dosage);
  setMember(element, 'text', text === '' ? null : text);
  setMember(element, 'patientInstruction', instructions);
  const repeat: Element = {
    ...(duration === null ? {} : { boundsDuration: { value: duration.value, unit: duration.unit, system: ucum, code: bounds[duration.unit] } }),
    ...(frequency === null ? {} : { frequency: frequency.times, period: frequency.period, periodUnit: frequency.unit }),
  };
  if (Object.keys(repeat).length > 0) element['timing'] = { repeat };
  if (as_needed && as_needed_for !== null) element['asNeededCodeableConcept'] = { text: as_needed_for };
  else if (as_needed) element['asNeededBoolean'] = true;
  setMember(element, 'route', route === null ? null : {
    coding: [{ system: 'http://snomed.info/sct', code: routeWords[route].code, display: routeWords[route].display }], text: routeWords[route].display,
  });
  setMember(element, 'doseAndRate', dose === null ? null : [{ doseQuantity: writeDose(dose) }]);
  return element;
}

/** A field that is the first of a list of dosages; further ones stay. */
export function dosagePart<Fields>(field: keyof Fields & string, name: string): Part<Fields> {
  return {
    read: (element) => ({ [field]: readDosage(elementsOf(element[name])[0] ?? {}) }) as Partial<Fields>,
    write: (element, fields) => {
      const [first, ...rest] = elementsOf(element[name]);
      const written = writeDosage(fields[field] as Dosage, first);
      setMember(element, name, Object.keys(written).length === 0 ? rest : [written, ...rest]);
    },
  };
}
