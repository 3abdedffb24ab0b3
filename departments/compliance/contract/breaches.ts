import { endpoint } from '@openward/platform/http/contract';
import { version } from '@openward/platform/fhir';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
/** As the clock on the wall of the hospital shows it. */
const wall = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Is not a day and a time').refine((text) => !Number.isNaN(Date.parse(`${text}Z`)), 'Is not a day and a time');
const said = (most: number) => z.string().trim().min(1).max(most);
export const breachRisks = ['none', 'risk', 'high'] as const;
export const breachDuties = ['authority', 'persons', 'secretary', 'media'] as const;
const acts = ['found', 'assessed', ...breachDuties, 'closed'] as const;

/** What went wrong, as it is known at first. */
export const NewBreach = z.strictObject({
  title: said(200),
  /** When the hospital became aware of it: the clocks run from here. */
  aware_at: wall,
  happened: z.string().trim().max(300).default(''),
  /** What of the data was touched: others saw it, it was changed, it is lost. */
  seen: z.boolean(),
  changed: z.boolean(),
  lost: z.boolean(),
  description: said(4000),
});

/** What it means: GDPR 33(3), and what decides who is told. */
export const AssessBreach = z.strictObject({
  breach_id: z.uuid(), version,
  /** none: unlikely to harm anybody. high: persons are told as well. */
  risk: z.enum(breachRisks),
  risk_because: said(2000),
  persons_about: z.int().min(0).max(1_000_000_000),
  categories: said(1000),
  consequences: said(2000),
  measures: said(2000),
  /** Whether the rules of the United States hold too (HIPAA, 45 CFR 164.400–414). */
  hipaa: z.boolean(),
  /** Why persons need not be told all the same (GDPR 34(3)); empty where they do. */
  persons_exempt: z.string().trim().max(1000).default(''),
});

/** Somebody who must be told, until when, and whether it is done. */
export const BreachClock = z.object({
  duty: z.enum(breachDuties), law: z.string(),
  /** Null where the law says “without undue delay” and names no hour. */
  due_at: instant.nullable(),
  done_at: instant.nullable(),
  state: z.enum(['due', 'late', 'done', 'done-late']),
});
export type BreachClock = z.output<typeof BreachClock>;

export const Breach = z.object({
  id: z.uuid(), title: z.string(), aware_at: instant, happened: z.string(), seen: z.boolean(), changed: z.boolean(), lost: z.boolean(), description: z.string(),
  risk: z.enum(breachRisks).nullable(), risk_because: z.string().nullable(), persons_about: z.int().nullable(), categories: z.string().nullable(), consequences: z.string().nullable(), measures: z.string().nullable(),
  hipaa: z.boolean(), persons_exempt: z.string(), delay_reason: z.string().nullable(), closed_at: instant.nullable(), version: z.int(),
  clocks: z.array(BreachClock),
});
export type Breach = z.output<typeof Breach>;

export const BreachAct = z.object({ id: z.uuid(), act: z.enum(acts), at: instant, noted_at: instant, by_name: z.string(), note: z.string() });
export type BreachAct = z.output<typeof BreachAct>;
export const BreachPerson = z.object({ patient_id: z.uuid(), name: z.string(), hospital_number: z.string(), what: z.string() });
export type BreachPerson = z.output<typeof BreachPerson>;

const one = z.object({ breach: Breach, acts: z.array(BreachAct), persons: z.array(BreachPerson) });
const keeps = { permission: 'rights.answer' } as const;

export const breachesContract = {
  breaches: endpoint({ ...keeps, method: 'GET', path: '/breaches', summary: 'Breaches of personal data: what is open first, then those that were closed last', patient: 'none', event: 'compliance.breach.list' })
    .input(z.strictObject({})).output(z.object({ breaches: z.array(Breach) })),

  breach: endpoint({ ...keeps, method: 'GET', path: '/breaches/{breach_id}', summary: 'One breach, all that was done about it, and whom it concerns', patient: 'query', event: 'compliance.breach.read' })
    .input(z.strictObject({ breach_id: z.uuid() })).output(one),

  addBreach: endpoint({ ...keeps, method: 'POST', path: '/breaches', summary: 'Write down a breach; the clocks run from when the hospital became aware of it', patient: 'none', event: 'compliance.breach.create', status: 201 })
    .input(NewBreach).output(one),

  assessBreach: endpoint({ ...keeps, method: 'POST', path: '/breaches/{breach_id}/assessment', summary: 'Say what a breach means; it may be said again while it is open', patient: 'query', event: 'compliance.breach.assess' })
    .input(AssessBreach).output(one),

  /** 422 `compliance.breach_late_without_reason`: GDPR 33(1), after 72 hours. */
  tellOfBreach: endpoint({ ...keeps, method: 'POST', path: '/breaches/{breach_id}/notices', summary: 'Note that the authority, the persons, the Secretary or the media were told', patient: 'query', event: 'compliance.breach.notify' })
    .input(z.strictObject({ breach_id: z.uuid(), version, duty: z.enum(breachDuties), at: wall, note: said(1000), delay_reason: z.string().trim().max(1000).default('') })).output(one),

  addBreachPerson: endpoint({ ...keeps, method: 'POST', path: '/breaches/{breach_id}/persons', summary: 'Name a patient whom a breach concerns', patient: 'found', event: 'compliance.breach.person', status: 201 })
    .input(z.strictObject({ breach_id: z.uuid(), patient_id: z.uuid(), what: said(500) })).output(one),

  closeBreach: endpoint({ ...keeps, method: 'POST', path: '/breaches/{breach_id}/closure', summary: 'Close a breach, once everybody was told; it never changes again', patient: 'query', event: 'compliance.breach.close' })
    .input(z.strictObject({ breach_id: z.uuid(), version, lesson: said(2000) })).output(one),
};
