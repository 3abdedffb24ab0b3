import { conceptText } from './codes.ts';
import { isObject, object, objects, text, texts } from './look.ts';
import type { Json } from './look.ts';
import { valueOf } from './values.ts';
import type { Value } from './values.ts';

/** What a line of the timeline says of a resource. */
export interface Line {
  title: string;
  value?: string;
  unit?: string;
  /** H, L, A … of a result; the criticality of an allergy. */
  flag?: string;
}

type LineRule = (resource: Json, raw: string) => Omit<Line, 'title'> & { title?: string };

const concept = (resource: Json, name: string): string | undefined => conceptText(objects(resource, name)[0]);
const list = (values: (string | undefined)[]): string | undefined =>
  [...new Set(values.filter((value) => value !== undefined))].join(', ') || undefined;

function told(title: string | undefined, value?: string, flag?: string, unit?: string): ReturnType<LineRule> {
  const line: ReturnType<LineRule> = {};
  if (title !== undefined) line.title = title;
  if (value !== undefined) line.value = value;
  if (unit !== undefined) line.unit = unit;
  if (flag !== undefined) line.flag = flag;
  return line;
}

const withValue = (title: string | undefined, value: Value | undefined, flag?: string): ReturnType<LineRule> =>
  told(title, value?.text, flag, value?.unit);

const flagOf = (resource: Json): string | undefined => {
  const coding = object(object(resource, 'interpretation'), 'coding');
  return text(coding, 'code') ?? conceptText(object(resource, 'interpretation'));
};

const money = (resource: Json, raw: string): Value | undefined => valueOf(resource, raw, ['total', 'totalGross', 'totalNet']);
const medication = (resource: Json): string | undefined =>
  concept(resource, 'medicationCodeableConcept') ?? text(object(resource, 'medicationReference'), 'display');

const ofType: Record<string, LineRule> = {
  Observation: (resource, raw) => withValue(concept(resource, 'code'), valueOf(resource, raw), flagOf(resource)),
  AllergyIntolerance: (resource) => told(
    concept(resource, 'code'),
    list(objects(resource, 'reaction').flatMap((reaction) => objects(reaction, 'manifestation').map(conceptText))),
    text(resource, 'criticality'),
  ),
  Encounter: (resource) => told(
    concept(resource, 'type') ?? concept(resource, 'serviceType') ?? concept(resource, 'class'),
    list(objects(resource, 'reasonCode').map(conceptText)),
  ),
  DiagnosticReport: (resource) => told(concept(resource, 'code'), text(resource, 'conclusion')),
  Immunization: (resource) => told(concept(resource, 'vaccineCode')),
  ImagingStudy: (resource) => {
    const series = objects(resource, 'series');
    const modality = list(series.map((item) => concept(item, 'modality')));
    const sites = list(series.map((item) => concept(item, 'bodySite')));
    return told(text(resource, 'description') ?? modality, sites);
  },
  Claim: (resource, raw) => withValue(concept(object(resource, 'item') ?? {}, 'productOrService'), money(resource, raw)),
  ExplanationOfBenefit: (resource, raw) => withValue(
    concept(object(resource, 'item') ?? {}, 'productOrService'), money(resource, raw) ?? valueOf(resource, raw, ['payment.amount'])),
  Invoice: (resource, raw) => withValue(concept(resource, 'type'), money(resource, raw)),
  Coverage: (resource) => told(concept(resource, 'type'), list(objects(resource, 'payor').map((payor) => text(payor, 'display')))),
  CarePlan: (resource) => told(
    text(resource, 'title') ?? concept(resource, 'category') ?? text(resource, 'description'),
    list(objects(resource, 'activity').map((activity) => concept(object(activity, 'detail') ?? {}, 'code'))),
  ),
  Goal: (resource) => told(concept(resource, 'description'), concept(resource, 'achievementStatus')),
  MedicationRequest: (resource) => told(medication(resource), dosage(resource, 'dosageInstruction')),
  MedicationStatement: (resource) => told(medication(resource), dosage(resource, 'dosage')),
  MedicationDispense: (resource, raw) => withValue(medication(resource), valueOf(resource, raw, ['quantity'])),
  MedicationAdministration: (resource, raw) => withValue(medication(resource), valueOf(resource, raw, ['dosage.dose'])),
  DocumentReference: (resource) => told(text(resource, 'description') ?? concept(resource, 'type')),
  Composition: (resource) => told(text(resource, 'title') ?? concept(resource, 'type')),
  Procedure: (resource) => told(concept(resource, 'code'), list(objects(resource, 'bodySite').map(conceptText))),
};

function dosage(resource: Json, name: string): string | undefined {
  return list(objects(resource, name).map((item) => text(item, 'text') ?? text(item, 'patientInstruction')));
}

const named: ReadonlySet<string> = new Set([
  'Organization', 'Location', 'HealthcareService', 'InsurancePlan', 'Endpoint', 'Practitioner', 'Person', 'CareTeam', 'Group',
]);
const anyTitle = ['code', 'type', 'description', 'category', 'serviceType', 'vaccineCode'] as const;

/**
 * The line of a resource in the timeline. `raw` is the resource's own text, from which numbers are read as they were
 * written. A resource of a type without its own rule is told by its code, title or name, or else by its type.
 */
export function lineOf(resource: Json, raw: string): Line {
  const type = text(resource, 'resourceType') ?? 'Resource';
  const line = ofType[type]?.(resource, raw) ?? {};
  return { ...line, title: (line.title ?? titleOf(resource, type) ?? type).slice(0, 500), ...shortened(line.value) };
}

function shortened(value: string | undefined): { value?: string } {
  return value === undefined ? {} : { value: value.slice(0, 500) };
}

function titleOf(resource: Json, type: string): string | undefined {
  const name = text(resource, 'name') ?? personName(resource);
  if (named.has(type) && name !== undefined) return name;
  for (const element of anyTitle) {
    const found = concept(resource, element) ?? text(resource, element);
    if (found !== undefined) return found;
  }
  return text(resource, 'title') ?? name;
}

function personName(resource: Json): string | undefined {
  const name = object(resource, 'name');
  if (!isObject(name)) return undefined;
  return text(name, 'text') ?? (list([[...texts(name, 'prefix'), ...texts(name, 'given'), text(name, 'family') ?? ''].join(' ').trim() || undefined]));
}
