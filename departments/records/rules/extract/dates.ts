import { object, text, texts } from './look.ts';
import type { Json } from './look.ts';

export type Precision = 'year' | 'month' | 'day' | 'second' | 'instant';

/** A stretch of time, half open, in milliseconds since 1970. What a date leaves unsaid lies inside it. */
export interface Span {
  start: number;
  /** Undefined where it is still open. */
  end: number | undefined;
  precision: Precision;
}

const form = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?$/;
const earliest = Date.parse('0001-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * The stretch that a FHIR date, dateTime or instant covers at its stated precision: `2019-03` is the whole of March.
 * A date without a time has no zone; it is laid at UTC. Undefined for what is not such a date.
 */
export function spanOf(stated: string | undefined): Span | undefined {
  if (stated === undefined) return undefined;
  const known = recent.get(stated);
  if (known !== undefined) return known;
  const span = readSpan(stated);
  if (span !== undefined) {
    if (recent.size >= 1000) recent.clear();
    recent.set(stated, span);
  }
  return span;
}

// What is recorded in one visit carries the same time over and over.
const recent = new Map<string, Span>();

function readSpan(stated: string): Span | undefined {
  const parts = form.exec(stated);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = parts;
  const precision: Precision = fraction !== undefined ? 'instant' : second !== undefined ? 'second'
    : day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  // A leap second has no place of its own in Unix time: it is counted with the second before it.
  const clock = hour === undefined ? '00:00:00Z' : `${hour}:${minute}:${second === '60' ? '59' : second}${fraction?.slice(0, 4).padEnd(4, '0') ?? ''}${zone}`;
  const start = Date.parse(`${year}-${month ?? '01'}-${day ?? '01'}T${clock}`);
  if (Number.isNaN(start) || start < earliest || start > latest) return undefined;
  return { start, end: endOf(start, precision), precision };
}

function endOf(start: number, precision: Precision): number | undefined {
  if (precision === 'instant') return start + 1;
  if (precision === 'second') return start + 1000;
  const end = new Date(start);
  if (precision === 'day') end.setUTCDate(end.getUTCDate() + 1);
  else if (precision === 'month') end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setUTCFullYear(end.getUTCFullYear() + 1);
  return end.getTime() > latest ? undefined : end.getTime();
}

/** The stretch of a Period; one that ends before it starts counts as its start alone. */
function periodSpan(period: Json): Span | undefined {
  const start = spanOf(text(period, 'start'));
  const end = spanOf(text(period, 'end'));
  if (start === undefined) return end;
  if (text(period, 'end') === undefined) return { ...start, end: undefined };
  if (end === undefined || (end.end ?? Infinity) <= start.start) return start;
  return { start: start.start, end: end.end, precision: start.precision };
}

const generic = [
  'effective', 'performed', 'occurrence', 'onset', 'period', 'authoredOn', 'started', 'billablePeriod', 'serviced',
  'recordedDate', 'date', 'dateTime', 'issued', 'created', 'authored', 'sent', 'recorded', 'start', 'startDate',
  'servicePeriod', 'assertedDate', 'statusDate', 'receivedTime',
] as const;

/** The elements that date a resource, where the usual order would pick the wrong one. */
const ofType: Record<string, readonly string[]> = {
  Appointment: ['@start-end', 'created'],
  Condition: ['onset', 'recordedDate'],
  DocumentReference: ['date', 'context.period'],
  Encounter: ['period'],
  Goal: ['start', 'statusDate'],
  ImmunizationRecommendation: ['date'],
  MedicationDispense: ['whenHandedOver', 'whenPrepared'],
  MedicationStatement: ['effective', 'dateAsserted'],
  Patient: [],
  Practitioner: [],
  Provenance: ['occurred', 'recorded'],
  ServiceRequest: ['authoredOn', 'occurrence'],
  DeviceRequest: ['authoredOn', 'occurrence'],
  NutritionOrder: ['dateTime'],
  Slot: ['@start-end'],
  Specimen: ['collection.collected', 'receivedTime'],
};

/** When what a resource speaks of happened, at its stated precision. */
export function happenedOf(resource: Json): Span | undefined {
  for (const element of ofType[text(resource, 'resourceType') ?? ''] ?? generic) {
    const span = elementSpan(resource, element);
    if (span !== undefined) return span;
  }
  return undefined;
}

/** The names under which an element of several types may stand. */
interface Names {
  moments: readonly string[];
  periods: readonly string[];
  timing: string;
}

const namesOf = new Map<string, Names>();

function names(element: string): Names {
  let known = namesOf.get(element);
  if (known === undefined) {
    known = { moments: ['', 'DateTime', 'Date', 'Instant'].map((type) => element + type), periods: [`${element}Period`, element], timing: `${element}Timing` };
    namesOf.set(element, known);
  }
  return known;
}

function elementSpan(resource: Json, element: string): Span | undefined {
  if (element === '@start-end') return periodSpan(resource);
  const dot = element.indexOf('.');
  if (dot > 0) {
    const inner = object(resource, element.slice(0, dot));
    return inner === undefined ? undefined : elementSpan(inner, element.slice(dot + 1));
  }
  const { moments, periods, timing } = names(element);
  for (const name of moments) {
    const stated = resource[name];
    if (typeof stated === 'string' && stated !== '') return spanOf(stated);
  }
  for (const name of periods) {
    const period = resource[name] === undefined ? undefined : object(resource, name);
    if (period !== undefined) return periodSpan(period);
  }
  return resource[timing] === undefined ? undefined : timingSpan(object(resource, timing));
}

function timingSpan(timing: Json | undefined): Span | undefined {
  const bounds = object(object(timing, 'repeat'), 'boundsPeriod');
  return spanOf(texts(timing, 'event')[0]) ?? (bounds === undefined ? undefined : periodSpan(bounds));
}

/** When what lasted ended, at the precision of its beginning; undefined for a moment. `end` is the open end of its span. */
export function statedEnd(start: number, end: number, precision: Precision): Date | undefined {
  const moment = endOf(start, precision);
  if (moment === undefined || end <= moment) return undefined;
  const last = new Date(end);
  if (precision === 'year') last.setUTCFullYear(last.getUTCFullYear() - 1);
  else if (precision === 'month') last.setUTCMonth(last.getUTCMonth() - 1);
  else last.setTime(end - (moment - start));
  return last;
}

/** A moment as a person is told it, no finer than it was stated. */
export function dateText(start: Date, precision: Precision): string {
  const iso = start.toISOString();
  const length = { year: 4, month: 7, day: 10 }[precision as 'year'];
  return length === undefined ? iso : iso.slice(0, length);
}
