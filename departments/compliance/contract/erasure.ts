import { endpoint } from '@openward/platform/http/contract';
import { version } from '@openward/platform/fhir';
import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
export const erasureCategories = ['contact', 'clinical', 'accounts', 'identity'] as const;
export const erasureDecisions = ['done', 'refused', 'withdrawn'] as const;
const years = z.int().min(1).max(100);

/** How long records are kept by law. */
export const Retention = z.strictObject({
  clinical_years: years,
  minor_until_age: z.int().min(18).max(100),
  accounts_years: years,
});
const KeptRetention = Retention.extend({ version: z.int() });
export type KeptRetention = z.output<typeof KeptRetention>;

/** What was proposed to be erased, and what another person decided. */
export const Erasure = z.object({
  id: z.uuid(),
  categories: z.array(z.enum(erasureCategories)),
  state: z.enum(['asked', ...erasureDecisions]),
  asked_at: instant,
  asked_by: z.uuid(),
  asked_by_name: z.string(),
  decided_at: instant.nullable(),
  decided_by_name: z.string().nullable(),
  note: z.string().nullable(),
  /** How many rows of each table went. */
  rows: z.record(z.string(), z.int()).nullable(),
});
export type Erasure = z.output<typeof Erasure>;

/** A part of the record: whether it may go, why, and what there is of it. */
export const ErasurePart = z.object({
  category: z.enum([...erasureCategories, 'kept']),
  may_go: z.boolean(),
  kept_until: z.iso.date().nullable(),
  reason: z.string(),
  law: z.string(),
  tables: z.array(z.object({ table: z.string(), about: z.string(), found: z.int() })),
});
export type ErasurePart = z.output<typeof ErasurePart>;

const preview = z.object({
  today: z.iso.date(),
  retention: KeptRetention,
  treated_on: z.iso.date().nullable(),
  booked_on: z.iso.date().nullable(),
  open: z.array(z.object({ kind: z.string(), count: z.int() })),
  parts: z.array(ErasurePart),
  erasures: z.array(Erasure),
});
export type ErasurePreview = z.output<typeof preview>;

const named = { request_id: z.uuid() };

export const erasureContract = {
  erasurePreview: endpoint({
    method: 'GET', path: '/rights/requests/{request_id}/erasure', summary: 'What of a record may be erased, what must stay, and by which law',
    permission: 'rights.answer', patient: 'found', event: 'compliance.erasure.preview',
  }).input(z.strictObject(named)).output(preview),

  askErasure: endpoint({
    method: 'POST', path: '/rights/requests/{request_id}/erasure', summary: 'Propose to erase what may go; another person lets it go',
    permission: 'rights.answer', patient: 'found', event: 'compliance.erasure.ask', status: 201,
  }).input(z.strictObject({ ...named, categories: z.array(z.enum(erasureCategories)).min(1).max(4) })).output(preview),

  decideErasure: endpoint({
    method: 'POST', path: '/rights/requests/{request_id}/erasure/{erasure_id}/decision', summary: 'Erase what was proposed, as another person, or refuse it; whoever proposed it may withdraw it',
    permission: 'rights.answer', patient: 'found', event: 'compliance.erasure.decide',
  }).input(z.strictObject({ ...named, erasure_id: z.uuid(), decision: z.enum(erasureDecisions), note: z.string().trim().min(1).max(1000) })).output(preview),

  retention: endpoint({
    method: 'GET', path: '/rights/retention', summary: 'How long records are kept by law',
    permission: 'rights.answer', patient: 'none', event: 'compliance.retention.read',
  }).input(z.strictObject({})).output(KeptRetention),

  setRetention: endpoint({
    method: 'PUT', path: '/rights/retention', summary: 'Set how long records are kept by law',
    permission: 'rights.answer', patient: 'none', event: 'compliance.retention.update',
  }).input(Retention.extend({ version })).output(KeptRetention),
};
