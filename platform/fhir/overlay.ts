import { equal } from './equal.ts';
import type { Element } from './json.ts';

/** How one modelled field stands in an element: read it, and write it. Writing null or an empty list takes it away. */
export interface Part<Fields> {
  read: (element: Element) => Partial<Fields>;
  write: (element: Element, fields: Fields) => void;
}

/** A two-way view between the fields of a row and a FHIR element. */
export interface View<Fields> {
  fromElement(element: Element): Fields;
  /**
   * The element of a row. Over the element that a sender gave, only what has changed since is written: all that the
   * fields do not say stays as it was sent.
   */
  toElement(fields: Fields, source?: Element): Element;
  /** True when the fields say all that the element says, so that it need not be kept beside them. */
  saysAll(element: Element): boolean;
}

/** A view made of parts that do not overlap. */
export function viewOf<Fields>(parts: readonly Part<Fields>[]): View<Fields> {
  const fromElement = (element: Element): Fields =>
    Object.assign({}, ...parts.map((part) => part.read(element))) as Fields;
  const toElement = (fields: Fields, source: Element = {}): Element => {
    const element = { ...source };
    for (const part of parts) {
      const sent = part.read(source);
      const changed = Object.keys(sent).some((key) => !equal(sent[key as keyof Fields], fields[key as keyof Fields]));
      if (changed) part.write(element, fields);
    }
    return element;
  };
  return {
    fromElement,
    toElement,
    saysAll: (element) => equal(toElement(fromElement(element)), element),
  };
}

/** Sets a member, or takes it and its extensions away. */
export function setMember(element: Element, name: string, value: unknown): void {
  delete element[`_${name}`];
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) delete element[name];
  else element[name] = value;
}

/** A field that is the member of the same kind: text, a list of texts, a word. */
export function member<Fields>(field: keyof Fields & string, name: string, read: (value: unknown) => unknown): Part<Fields> {
  return {
    read: (element) => ({ [field]: read(element[name]) }) as Partial<Fields>,
    write: (element, fields) => setMember(element, name, fields[field]),
  };
}
