import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { day, instant, line, note } from './text.ts';

export const paperKinds = ['sick-leave', 'referral-letter', 'death-notification', 'notifiable-disease'] as const;
export type PaperKind = (typeof paperKinds)[number];

export const SickLeave = z.strictObject({
  kind: z.literal('sick-leave'),
  from: day,
  /** The last day. */
  to: day,
  /** unfit: for any work. light: for work that spares what is said in the note. */
  capacity: z.enum(['unfit', 'light']),
  /** The diagnosis is nobody’s business at work: it is printed only when the patient wants it. */
  diagnosis: line(300).nullable().default(null),
  note: note(2000).nullable().default(null),
});

export const ReferralLetter = z.strictObject({
  kind: z.literal('referral-letter'),
  to: line(300),
  urgency: z.enum(['routine', 'urgent', 'emergency']),
  question: note(4000),
  findings: note(8000).nullable().default(null),
});

export const DeathNotification = z.strictObject({
  kind: z.literal('death-notification'),
  died_at: instant,
  place: line(200),
  manner: z.enum(['natural', 'accident', 'suicide', 'assault', 'pending', 'undetermined']),
  /** Part I of the form of the WHO: what led directly to death first, then what it was due to. */
  causes: z.array(z.strictObject({ cause: line(300), interval: line(100).nullable().default(null) })).min(1).max(4),
  /** Part II: what contributed. */
  contributing: line(500).nullable().default(null),
  /** Pregnant at death, or within a year before. */
  pregnancy: z.enum(['no', 'pregnant', 'within-42-days', 'within-a-year', 'unknown']).nullable().default(null),
});

export const NotifiableDisease = z.strictObject({
  kind: z.literal('notifiable-disease'),
  disease: line(300),
  code: line(60).nullable().default(null),
  onset: day.nullable().default(null),
  basis: z.enum(['suspected', 'clinical', 'laboratory']),
  reported_to: line(300),
  note: note(4000).nullable().default(null),
});

/** What a paper says beyond whom it is about and who wrote it. */
export const PaperDetails = z.discriminatedUnion('kind', [SickLeave, ReferralLetter, DeathNotification, NotifiableDisease]);
export type PaperDetails = z.output<typeof PaperDetails>;

/** A paper in the list of those that were issued. */
export const PaperShown = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(paperKinds),
  patient_id: z.uuid(),
  visit_id: z.uuid().nullable(),
  issued_at: z.string(),
  issuer_name: z.string(),
  issuer_registration: z.string().nullable(),
  /** The PDF has letters for all that it says. */
  pdf: z.boolean(),
  revoked_at: z.string().nullable(),
  revoked_by: z.string().nullable(),
  revoked_reason: z.string().nullable(),
});
export type PaperShown = z.output<typeof PaperShown>;

export const paperContract = {
  /** 409 `visits.issuer_unregistered` where the person has no valid registration number; a letter needs none. */
  issuePaper: endpoint({
    method: 'POST', path: '/patients/{patient_id}/papers', summary: 'Issue a certificate or a letter; it is kept as it is printed',
    permission: 'visits.certify', patient: 'input', event: 'visits.paper.issue', status: 201,
  })
    .input(z.strictObject({ patient_id: z.uuid(), visit_id: z.uuid().nullable().default(null), details: PaperDetails }))
    .output(PaperShown),

  papers: endpoint({
    method: 'GET', path: '/patients/{patient_id}/papers', summary: 'The certificates and letters of a patient, newest first',
    permission: 'records.read', patient: 'input', event: 'visits.paper.list',
  })
    .input(z.strictObject({ patient_id: z.uuid(), visit_id: z.uuid().optional() }))
    .output(z.object({ papers: z.array(PaperShown) })),

  revokePaper: endpoint({
    method: 'POST', path: '/patients/{patient_id}/papers/{paper_id}/revoke', summary: 'Revoke a certificate or a letter, with the reason; it stays readable as revoked',
    permission: 'visits.certify', patient: 'input', event: 'visits.paper.revoke',
  })
    .input(z.strictObject({ patient_id: z.uuid(), paper_id: z.uuid(), reason: line(500) }))
    .output(PaperShown),
};
