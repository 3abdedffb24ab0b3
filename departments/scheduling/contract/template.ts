import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Offer } from './find.ts';
import { clock, day, instant, line, version } from './text.ts';

/** Days that come again. The rule is of RFC 5545, without its start: FREQ=WEEKLY;BYDAY=MO,WE. */
export const repeating = {
  rule: z.string().max(200).regex(/^FREQ=(DAILY|WEEKLY|MONTHLY)(;(INTERVAL=\d{1,2}|BYDAY=(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*|BYMONTHDAY=-?\d{1,2}(,-?\d{1,2})*|WKST=(MO|SU)))*$/, 'Is not a rule such as FREQ=WEEKLY;BYDAY=MO,WE'),
  starts_on: day,
  ends_on: day.nullable().default(null),
  from_clock: clock,
  /** Not after the beginning: on the next day. */
  to_clock: clock,
};

const templateFields = {
  resource_id: z.uuid(),
  title: line(120),
  ...repeating,
  location_id: z.uuid().nullable().default(null),
  /** What may be booked; none for anything. */
  visit_type_ids: z.array(z.uuid()).max(50).default([]),
  /** Its sessions can be booked from so many days before; null for at once. */
  released_days_before: z.int().min(0).max(365).nullable().default(null),
};
export const NewTemplate = z.strictObject(templateFields);
export type NewTemplate = z.output<typeof NewTemplate>;
export const Template = z.object({ ...templateFields, id: z.uuid(), zone: z.string(), version: z.int() });
export type Template = z.output<typeof Template>;

const Period = z.object({ start: z.string(), end: z.string() });

/** Another time for an appointment, as it was suggested. Who may not book, moves nobody. */
export const Move = z.strictObject({ appointment_id: z.uuid(), version, start: instant, resource_ids: z.array(z.uuid()).min(1).max(10) });
export type Move = z.output<typeof Move>;

/** Who is moved in the same transaction: all of them, or nothing is saved. */
export const moves = z.array(Move).max(500).default([]);

/** What is looked for first for those who are moved: the same people, or the same time. Nobody is moved to an earlier one. */
export const prefer = z.enum(['same-people', 'same-time']).default('same-people');

/** An appointment that would be left without a session; it names no patient. */
export const Stranded = z.object({
  appointment_id: z.uuid(), number: z.string(), start: z.string(), end: z.string(), version: z.int(), visit_type_name: z.string(), names: z.array(z.string()),
  /** Where it can go; null where nothing is free, or where nothing was looked for. No two are the same. */
  suggestion: Offer.nullable(),
});
export type Stranded = z.output<typeof Stranded>;

export const Effect = z.object({
  /** How many sessions there are from now on, and how many more or fewer than before. */
  sessions: z.int(),
  added: z.int(),
  removed: z.int(),
  /** The first ones, as they will be. */
  next: z.array(Period),
  /** What the rule wants, and nobody is on duty for. */
  outside_duty: z.array(Period),
  stranded: z.array(Stranded),
});
export type Effect = z.output<typeof Effect>;

export const Duty = z.object({ id: z.uuid(), resource_id: z.uuid(), start: z.string(), end: z.string(), location_id: z.uuid().nullable(), version: z.int() });
export type Duty = z.output<typeof Duty>;

export const Exception = z.object({
  id: z.uuid(), resource_id: z.uuid().nullable(), kind: z.enum(['leave', 'holiday', 'block']), start: z.string(), end: z.string(), reason: z.string().nullable(),
  /** When a block is given back; null where somebody does it by hand. */
  release_at: z.string().nullable(),
});
export type Exception = z.output<typeof Exception>;

/** Whole days, or hours of days, on the clock of the place; or two instants. */
const span = {
  start: instant.optional(),
  end: instant.optional(),
  first_day: day.optional(),
  last_day: day.optional(),
  from_clock: clock.default('00:00'),
  /** Of the last day; midnight is the end of it. */
  to_clock: clock.default('00:00'),
};
const exceptionFields = {
  resource_id: z.uuid().nullable().default(null), kind: z.enum(['leave', 'holiday', 'block']), ...span, reason: line(200).nullable().default(null),
  release_at: instant.nullable().default(null),
};
export const NewException = z.strictObject(exceptionFields);
export type NewException = z.output<typeof NewException>;

export const window = { from: instant, until: instant };
const manage = { permission: 'scheduling.manage', patient: 'none' } as const;

const Outcome = z.object({ waiting: z.number(), idle: z.number(), overrun: z.number() });

/** What a kind of appointment would mean in a session, if nothing else were booked in it. */
export const Waiting = z.object({
  visit_type_id: z.uuid(), visit_type_name: z.string(),
  /** Minutes between two, as they are planned, and how many fit. */
  every: z.int(), patients: z.int(),
  /** How many were measured in the last two years, and how long they took; too few say nothing, and the planned minutes are taken. */
  measured: z.int(), enough: z.boolean(), mean_minutes: z.number(),
  outcome: Outcome,
  /** The same patients with some minutes less or more for each. */
  others: z.array(z.object({ every: z.int(), outcome: Outcome })),
});
export type Waiting = z.output<typeof Waiting>;

export const templateContract = {
  templates: endpoint({ method: 'GET', path: '/scheduling/templates', summary: 'The rules that sessions are made of', ...manage, event: 'scheduling.template.list' })
    .input(z.strictObject({ resource_id: z.uuid().optional() }))
    .output(z.object({ templates: z.array(Template) })),

  /** Nothing is saved. */
  previewTemplate: endpoint({
    method: 'POST', path: '/scheduling/templates/preview', summary: 'What a rule would do: its sessions, and those who are booked and would have none', ...manage, event: 'scheduling.template.preview',
  })
    .input(z.strictObject({ template_id: z.uuid().nullable().default(null), ...templateFields, prefer }))
    .output(Effect),

  /** Simulated from how long appointments of the kind really took. */
  waiting: endpoint({
    method: 'POST', path: '/scheduling/templates/waiting', summary: 'How long patients would wait in a session, and how long nobody would be there', ...manage, event: 'scheduling.template.simulate',
  })
    .input(z.strictObject({ from_clock: clock, to_clock: clock, visit_type_ids: z.array(z.uuid()).max(50).default([]) }))
    .output(z.object({ minutes: z.int(), kinds: z.array(Waiting) })),

  /** 409 `scheduling.strands` with `stranded` where appointments would be left without a session. */
  addTemplate: endpoint({ method: 'POST', path: '/scheduling/templates', summary: 'Add recurring sessions', ...manage, event: 'scheduling.template.create', status: 201 })
    .input(z.strictObject({ ...templateFields, moves }))
    .output(z.object({ template: Template, effect: Effect })),

  updateTemplate: endpoint({ method: 'PUT', path: '/scheduling/templates/{template_id}', summary: 'Change or end recurring sessions', ...manage, event: 'scheduling.template.update' })
    .input(z.strictObject({ template_id: z.uuid(), version, ...templateFields, moves }))
    .output(z.object({ template: Template, effect: Effect })),

  duties: endpoint({ method: 'GET', path: '/scheduling/duties', summary: 'Who is on duty when', permission: 'scheduling.calendar', patient: 'none', event: 'scheduling.duty.list' })
    .input(z.strictObject({ resource_id: z.uuid(), ...window }))
    .output(z.object({ duties: z.array(Duty) })),

  addDuties: endpoint({ method: 'POST', path: '/scheduling/duties', summary: 'Put somebody on duty, on the days of a rule', ...manage, event: 'scheduling.duty.create', status: 201 })
    .input(z.strictObject({ resource_id: z.uuid(), location_id: z.uuid().nullable().default(null), ...repeating, ends_on: day }))
    .output(z.object({ added: z.int(), effect: Effect })),

  removeDuty: endpoint({ method: 'POST', path: '/scheduling/duties/{duty_id}/remove', summary: 'Take somebody off duty', ...manage, event: 'scheduling.duty.remove' })
    .input(z.strictObject({ duty_id: z.uuid(), moves }))
    .output(Effect),

  exceptions: endpoint({ method: 'GET', path: '/scheduling/exceptions', summary: 'Leave, holidays and blocked time', ...manage, event: 'scheduling.exception.list' })
    .input(z.strictObject({ resource_id: z.uuid().optional(), ...window }))
    .output(z.object({ exceptions: z.array(Exception) })),

  /** Nothing is saved. */
  previewException: endpoint({ method: 'POST', path: '/scheduling/exceptions/preview', summary: 'Who is booked and would have no session, if this were leave, a holiday or blocked', ...manage, event: 'scheduling.exception.preview' })
    .input(z.strictObject({ ...exceptionFields, prefer }))
    .output(Effect),

  addException: endpoint({ method: 'POST', path: '/scheduling/exceptions', summary: 'Leave or blocked time of one, or a holiday of all', ...manage, event: 'scheduling.exception.create', status: 201 })
    .input(z.strictObject({ ...exceptionFields, moves }))
    .output(z.object({ exception: Exception, effect: Effect })),

  removeException: endpoint({ method: 'DELETE', path: '/scheduling/exceptions/{exception_id}', summary: 'Release blocked time, end a leave', ...manage, event: 'scheduling.exception.remove' })
    .input(z.strictObject({ exception_id: z.uuid() }))
    .output(Effect),
};
