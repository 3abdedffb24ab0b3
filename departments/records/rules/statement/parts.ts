import { elementOf, elementsOf, setMember, textOf, wordOf, type Element, type Part } from '@openward/platform/fhir';
import type { Concept } from '../../contract/statement.ts';
import { conceptText } from '../extract/codes.ts';

// How the fields of a statement stand in a FHIR resource: read, tolerating whatever a sender wrote, and written.

/** A concept as its sender meant it: the coding that was chosen, else the first that has a system, else its words. */
export function readConcept(element: unknown): Concept | null {
  const codings = elementsOf(elementOf(element)['coding']).filter(({ system, code }) => textOf(system) !== null && textOf(code) !== null);
  const chosen = codings.find(({ userSelected }) => userSelected === true) ?? codings[0];
  const text = conceptText(elementOf(element))?.trim();
  if (chosen === undefined) return text === undefined || text === '' ? null : { text };
  const { system, code, display } = chosen as { system: string; code: string; display?: unknown };
  return { system, code, display: textOf(display)?.trim() ?? text ?? code };
}

/** A concept as a FHIR CodeableConcept. */
export function writeConcept(concept: Concept): Element {
  if ('text' in concept) return { text: concept.text };
  const { system, code, display } = concept;
  return { coding: [{ system, code, display }], text: display };
}

/** A field that is a CodeableConcept, or the first of a list of them. */
export function conceptPart<Fields>(field: keyof Fields & string, name: string, several = false): Part<Fields> {
  return {
    read: (element) => ({ [field]: readConcept(several ? elementsOf(element[name])[0] : element[name]) }) as Partial<Fields>,
    write: (element, fields) => {
      const concept = fields[field] as Concept | null;
      const rest = several ? elementsOf(element[name]).slice(1) : [];
      const written = concept === null ? null : writeConcept(concept);
      setMember(element, name, several ? [...(written === null ? [] : [written]), ...rest] : written);
    },
  };
}

/** A CodeableConcept of one of our words: `words` gives the code of each. */
export function wordPart<Fields>(
  field: keyof Fields & string, name: string, system: string, words: Readonly<Record<string, { code: string; display: string }>>, several = false,
): Part<Fields> {
  const read = (element: Element): string | null => {
    for (const concept of several ? elementsOf(element[name]) : [elementOf(element[name])]) {
      for (const { code } of elementsOf(concept['coding'])) {
        const found = Object.keys(words).find((word) => words[word]?.code === code);
        if (found !== undefined) return found;
      }
    }
    return null;
  };
  return {
    read: (element) => ({ [field]: read(element) }) as Partial<Fields>,
    write: (element, fields) => {
      const word = fields[field] as string | null;
      const known = word === null ? undefined : words[word];
      const concept = known === undefined ? null : { coding: [{ system, ...known }], text: known.display };
      setMember(element, name, several && concept !== null ? [concept] : concept);
    },
  };
}

/** Words that are their own codes. */
export function ownCodes(codes: readonly string[]): Record<string, { code: string; display: string }> {
  return Object.fromEntries(codes.map((code) => [code, { code, display: `${code.slice(0, 1).toUpperCase()}${code.slice(1).replaceAll('-', ' ')}` }]));
}

/** A field that is a code of a fixed list: `status`. */
export function codePart<Fields>(field: keyof Fields & string, name: string, codes: readonly string[]): Part<Fields> {
  return {
    read: (element) => ({ [field]: wordOf(element[name], codes) }) as Partial<Fields>,
    write: (element, fields) => setMember(element, name, fields[field]),
  };
}

/** A date as far as it is known, out of an element of several types; written, it takes the place of any of them. */
export function datePart<Fields>(field: keyof Fields & string, name: string, edge: 'start' | 'end' = 'start', as = `${name}DateTime`): Part<Fields> {
  return {
    read: (element) => {
      const stated = textOf(element[`${name}DateTime`]) ?? textOf(element[`${name}Date`]) ?? textOf(element[name])
        ?? textOf(elementOf(element[`${name}Period`])[edge]);
      // A time of day is more than these fields say: it stays as it is until somebody changes the day.
      return { [field]: stated?.slice(0, 10) ?? null } as Partial<Fields>;
    },
    write: (element, fields) => {
      for (const key of Object.keys(element)) if (new RegExp(`^_?${name}(?:[A-Z]|$)`).test(key)) delete element[key];
      setMember(element, as, fields[field]);
    },
  };
}

/** Both ends of what lasted: a Period, or its beginning alone as a date. */
export function periodPart<Fields>(from: keyof Fields & string, to: keyof Fields & string, name: string): Part<Fields> {
  return {
    read: (element) => {
      const period = elementOf(element[`${name}Period`]);
      return {
        [from]: (textOf(element[`${name}DateTime`]) ?? textOf(period['start']))?.slice(0, 10) ?? null,
        [to]: textOf(period['end'])?.slice(0, 10) ?? null,
      } as Partial<Fields>;
    },
    write: (element, fields) => {
      const period = elementOf(element[`${name}Period`]);
      for (const key of Object.keys(element)) if (new RegExp(`^_?${name}(?:[A-Z]|$)`).test(key)) delete element[key];
      const [start, end] = [fields[from] as string | null, fields[to] as string | null];
      if (start === null && end === null) return;
      if (end === null) return setMember(element, `${name}DateTime`, start);
      const kept = (stated: unknown, said: string | null) => (textOf(stated)?.slice(0, 10) === said ? stated : said);
      const ends: Element = {};
      setMember(ends, 'start', kept(period['start'], start));
      setMember(ends, 'end', kept(period['end'], end));
      setMember(element, `${name}Period`, ends);
    },
  };
}

/** The first note; further ones that a sender wrote stay. */
export function notePart<Fields>(field: keyof Fields & string): Part<Fields> {
  return {
    read: (element) => ({ [field]: textOf(elementsOf(element['note'])[0]?.['text'])?.trim() ?? null }) as Partial<Fields>,
    write: (element, fields) => {
      const [first, ...rest] = elementsOf(element['note']);
      const text = fields[field] as string | null;
      setMember(element, 'note', text === null ? rest : [{ ...first, text }, ...rest]);
    },
  };
}

/** A field that is a text of its own. */
export function textPart<Fields>(field: keyof Fields & string, name: string): Part<Fields> {
  return {
    read: (element) => ({ [field]: textOf(element[name])?.trim() ?? null }) as Partial<Fields>,
    write: (element, fields) => setMember(element, name, fields[field]),
  };
}

/** Who or what is named in words: the display of a reference; `inside` says that it is in a list, and under which name of its items (empty: it is the item). */
export function namedPart<Fields>(field: keyof Fields & string, name: string, inside?: string): Part<Fields> {
  const several = inside !== undefined;
  const holder = (element: Element): Element => {
    if (!several) return elementOf(element[name]);
    const first = elementsOf(element[name])[0] ?? {};
    return inside === '' ? first : elementOf(first[inside]);
  };
  return {
    read: (element) => ({ [field]: textOf(holder(element)['display'])?.trim() ?? null }) as Partial<Fields>,
    write: (element, fields) => {
      const display = fields[field] as string | null;
      const [first, ...rest] = several ? elementsOf(element[name]) : [];
      if (!several) return setMember(element, name, display === null ? null : { display });
      setMember(element, name, display === null ? rest : [inside === '' ? { display } : { ...first, [inside]: { display } }, ...rest]);
    },
  };
}

/** A number as JSON holds it; `1.50` from a sender's text is one too. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  const raw = (value as { rawJSON?: unknown } | null | undefined)?.rawJSON;
  return typeof raw === 'string' && Number.isFinite(Number(raw)) ? Number(raw) : null;
}
