import { elementOf, setMember, type Element, type View } from '@openward/platform/fhir';
import type { z } from 'zod';

/** One sort of statement: which resources are of it, and how its fields stand in them. */
export interface Subject<Fields extends object> {
  type: string;
  /** The schema of the fields, as the contract declares it. */
  schema: z.ZodType<Fields>;
  view: View<Fields>;
  /** The element that names the patient. */
  patient: 'patient' | 'subject';
  /** The element that names the visit; none where FHIR has no place for it. */
  visit?: 'encounter' | 'context';
  /** What every new one holds beside its fields. */
  fixed?: Element;
  /** The element that says when it was written down. */
  recorded?: string;
  /** Where it says by whom: an element that is a reference; `performer.` a list of them, `performer.actor` a list that holds them. */
  by?: string;
  /** The kind of line that it is in the chart, where the type alone has too many that are not of this sort. */
  kind?: string;
  /** Elements that mean one value when they are absent: a problem without a status is active. */
  unsaid?: Partial<Fields>;
}

/** What a new statement is told beside its fields. */
export interface Circumstances {
  id: string;
  patient_id: string;
  visit_id?: string | undefined;
  now: string;
  author: { reference?: string; display: string };
}

/** A new resource of what somebody wrote down. */
export function resourceOf<Fields extends object>(subject: Subject<Fields>, fields: Fields, { id, patient_id, visit_id, now, author }: Circumstances): Element {
  const resource: Element = { resourceType: subject.type, id, ...subject.fixed };
  resource[subject.patient] = { reference: `Patient/${patient_id}` };
  if (visit_id !== undefined && subject.visit !== undefined) resource[subject.visit] = { reference: `Encounter/${visit_id}` };
  if (subject.recorded !== undefined) resource[subject.recorded] = now;
  const [holder, inside] = subject.by?.split('.') ?? [];
  if (holder !== undefined) resource[holder] = inside === undefined ? author : [inside === '' ? author : { [inside]: author }];
  return subject.view.toElement(fields, resource);
}

/** The fields of a resource; null where it holds what they cannot say in full. */
export function fieldsOf<Fields extends object>(subject: Subject<Fields>, resource: Element): Fields | null {
  const read = Object.entries(subject.view.fromElement(resource)).map(([name, value]) => [name, value ?? subject.unsaid?.[name as keyof Fields] ?? value]);
  const checked = subject.schema.safeParse(Object.fromEntries(read));
  return checked.success ? checked.data : null;
}

/** The resource with other fields: only what they changed is written anew, the rest stays as its sender wrote it. */
export function changed<Fields extends object>(subject: Subject<Fields>, resource: Element, fields: Fields): Element {
  return withoutGeneratedText(subject.view.toElement(fields, resource));
}

/** A generated narrative repeats the fields: once somebody changes one, it would tell the old story. */
export function withoutGeneratedText(resource: Element): Element {
  const { status } = elementOf(resource['text']);
  const kept = { ...resource };
  if (status === 'generated' || status === 'extensions') setMember(kept, 'text', null);
  return kept;
}
