import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
export const recipientKinds = ['patient', 'representative', 'hospital', 'insurer', 'authority', 'court', 'research', 'other'] as const;
export const legalBases = ['asked', 'consent', 'treatment', 'payment', 'law', 'court', 'public-health', 'research', 'vital'] as const;
const said = (most: number) => z.string().trim().min(1).max(most);

/** What of a patient went outside the hospital. */
export const NewDisclosure = z.strictObject({
  patient_id: z.uuid(),
  disclosed_on: z.iso.date(),
  recipient: said(200),
  recipient_kind: z.enum(recipientKinds),
  what: said(1000),
  purpose: said(500),
  legal_basis: z.enum(legalBases),
});
export const Disclosure = z.object({ id: z.uuid(), ...NewDisclosure.shape, request_id: z.uuid().nullable(), at: instant, by_name: z.string() });
export type Disclosure = z.output<typeof Disclosure>;

/** Somebody’s acts on a record on one day, in words that the patient understands. */
export const AccessLine = z.object({ on: z.iso.date(), who: z.string(), said: z.string() });
export type AccessLine = z.output<typeof AccessLine>;

export const disclosuresContract = {
  disclosures: endpoint({
    method: 'GET', path: '/patients/{patient_id}/disclosures', summary: 'To whom data of a patient went outside the hospital, newest first',
    permission: 'rights.answer', patient: 'input', event: 'compliance.disclosure.list',
  }).input(z.strictObject({ patient_id: z.uuid() })).output(z.object({ disclosures: z.array(Disclosure) })),

  addDisclosure: endpoint({
    method: 'POST', path: '/patients/{patient_id}/disclosures', summary: 'Write down that data of a patient was given to somebody',
    permission: 'rights.answer', patient: 'input', event: 'compliance.disclosure.create', status: 201,
  }).input(NewDisclosure).output(Disclosure),

  accessStory: endpoint({
    method: 'GET', path: '/patients/{patient_id}/access-story', summary: 'Who opened a record, for the patient: people, days and reasons in plain words',
    permission: 'audit.read', patient: 'input', event: 'compliance.access.tell',
  }).input(z.strictObject({ patient_id: z.uuid(), from: z.iso.date().optional(), until: z.iso.date().optional() })).output(z.object({ lines: z.array(AccessLine) })),
};
