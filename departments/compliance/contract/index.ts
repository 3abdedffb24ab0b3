import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { accessContract } from './access.ts';
import { assetsContract } from './assets.ts';
import { breachesContract } from './breaches.ts';
import { consentContract } from './consent.ts';
import { erasureContract } from './erasure.ts';
import { disclosuresContract } from './disclosures.ts';
import { labelsContract } from './labels.ts';
import { rightsContract } from './rights.ts';
import { downtimeContract } from './downtime.ts';
import { unusualContract } from './unusual.ts';
import { backupsContract } from './backups.ts';
import { keysContract } from './keys.ts';

export { type AssetInventory, type AssetLine } from './assets.ts';
export { type AccessPolicy, type BrokenGlass, type DecisionShown } from './access.ts';
export { type KeptLabel, LabelChange, NewLabel } from './labels.ts';
export { type AccessLine, type Disclosure, legalBases, NewDisclosure, recipientKinds } from './disclosures.ts';
export { NewWithholding, type Withholding } from './consent.ts';
export { AssessBreach, type Breach, type BreachAct, type BreachClock, breachDuties, breachRisks, NewBreach } from './breaches.ts';
export { type Erasure, erasureCategories, type ErasurePart, type ErasurePreview, type KeptRetention, Retention } from './erasure.ts';
export { NewRightsRequest, rightKinds, rightOutcomes, type RightsAct, type RightsRequest } from './rights.ts';
export { type DowntimeSetting, type DowntimeSnapshot, SetDowntime } from './downtime.ts';
export { type UnusualAccess, unusualVerdicts } from './unusual.ts';
export { type Backup, type BackupRun } from './backups.ts';
export { type DataKey, type KeyRun } from './keys.ts';

/** An instant as RFC 3339 text. */
const instant = z.iso.datetime({ offset: true });
const outcomes = ['success', 'denied', 'failure'] as const;

/** What the audit log says of one act on one patient, or of one act that touched none. */
export const AuditEvent = z.object({
  id: z.uuid(),
  at: instant,
  /** department.thing.verb */
  name: z.string(),
  outcome: z.enum(outcomes),
  /** Who acted, by the username and the roles of that time; `display_name` is that of today. */
  actor: z
    .object({
      account_id: z.uuid(),
      username: z.string().nullable(),
      display_name: z.string().nullable(),
      roles: z.array(z.string()),
    })
    .nullable(),
  /** The account that was acted upon. */
  subject_account_id: z.uuid().nullable(),
  /** The patient who was opened or changed. */
  patient_id: z.uuid().nullable(),
  /** How many patients a list showed; null where the event is no query. */
  shown_count: z.int().nullable(),
  /** HL7 PurposeOfUse code. */
  purpose: z.string(),
  address: z.string().nullable(),
  device: z.string().nullable(),
  session_id: z.uuid().nullable(),
  token_id: z.uuid().nullable(),
  request_id: z.uuid().nullable(),
  /** Codes, counts and keys; never a value from a record. */
  detail: z.record(z.string(), z.json()),
});
export type AuditEvent = z.output<typeof AuditEvent>;

/** By which columns reports are sorted; what is alike comes newest first. */
export const auditColumns = ['at', 'event', 'outcome', 'who', 'patient', 'purpose', 'address', 'device'] as const;
export type AuditColumn = (typeof auditColumns)[number];

const order = {
  sort: z.enum(auditColumns).default('at'),
  order: z.enum(['ascending', 'descending']).default('descending'),
};

const filters = {
  /** Half-open: from this instant … Left out, it is 31 days before the end, unless a patient or an account is named. */
  from: instant.optional(),
  /** … up to, not including, this one. */
  until: instant.optional(),
  /** A whole name, or its beginning up to a dot: `patients`, `patients.patient`. */
  name: z
    .string()
    .max(120)
    .regex(/^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*$/, 'Is not the name of an event, such as patients.patient.read')
    .optional(),
  outcome: z.enum(outcomes).optional(),
  ...order,
  limit: z.int().min(1).max(200).default(50),
  /** `next` of the page before. */
  after: z.string().min(1).max(200).optional(),
};

/** What a report is asked for: a search without pages. */
const { limit: _limit, after: _after, ...searched } = filters;
export const auditReport = {
  account_id: z.uuid().optional(),
  subject_account_id: z.uuid().optional(),
  patient_id: z.uuid().optional(),
  kind: z.enum(['opened', 'shown']).default('opened'),
  ...searched,
};

const found = z.object({
  events: z.array(AuditEvent),
  /** What was searched begins here; null where it has no beginning. */
  searched_from: instant.nullable(),
  next: z.string().nullable(),
});

/** SHA-256 in base64. */
const sum = z.base64();

/** How the log proves itself: what is sealed, what is signed, and who else knows. */
export const AuditLog = z.object({
  /** Events that have their leaf in the Merkle tree. */
  sealed: z.int().min(0),
  /** Events that wait for one, and for how long the oldest does. */
  unsealed: z.int().min(0),
  unsealed_for_ms: z.number().min(0),
  /** An event waits for longer than five seconds: the sealer does not run. */
  late: z.boolean(),
  looked_at: instant,
  /** The last signed checkpoint, as a C2SP signed note. */
  checkpoint: z.object({ size: z.int(), at: instant, note: z.string() }).nullable(),
  /** Who keeps checkpoints elsewhere, and the last that they took. */
  witnesses: z.array(z.object({ name: z.string(), size: z.int(), at: instant, fault: z.string().nullable() })),
  /** Who is given the events themselves (syslog, FHIR feed): how many it has and how many wait, since when, and why it does not take them. */
  exports: z.array(z.object({
    name: z.string(), sent: z.int().min(0), waiting: z.int().min(0), waiting_since: instant.nullable(), sent_at: instant.nullable(), fault: z.string().nullable(),
  })),
});
export type AuditLog = z.output<typeof AuditLog>;

/** What shows that an event is in the log (RFC 6962, section 2.1.1). */
export const InclusionProof = z.object({
  index: z.int().min(0),
  /** The hash of the event. */
  leaf: sum,
  /** The hashes beside the way to the root, from below. */
  path: z.array(sum),
  size: z.int().min(1),
  checkpoint: z.string(),
});
export type InclusionProof = z.output<typeof InclusionProof>;

export const complianceContract = {
  ...backupsContract,
  ...keysContract,
  ...assetsContract,
  ...accessContract,
  ...labelsContract,
  ...rightsContract,
  ...breachesContract,
  ...erasureContract,
  ...consentContract,
  ...disclosuresContract,
  ...downtimeContract,
  ...unusualContract,

  auditLog: endpoint({
    method: 'GET', path: '/audit/log', summary: 'How the audit log stands: sealed, signed, witnessed',
    permission: 'audit.read', patient: 'none', event: 'compliance.log.read',
  }).input(z.strictObject({})).output(AuditLog),

  proveEvent: endpoint({
    method: 'GET', path: '/audit/events/{event_id}/proof', summary: 'What proves that an event is in the log, to somebody who has the verifier key alone',
    permission: 'audit.read', patient: 'none', event: 'compliance.log.prove',
  }).input(z.strictObject({ event_id: z.uuid() })).output(InclusionProof),

  proveGrowth: endpoint({
    method: 'GET', path: '/audit/log/consistency', summary: 'What proves that the log of a checkpoint begins with the log of an earlier one',
    permission: 'audit.read', patient: 'none', event: 'compliance.log.prove',
  }).input(z.strictObject({ earlier: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER), size: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) })).output(z.object({ path: z.array(sum) })),

  /** Every event that answers the filters, newest first. Reading the log is itself an event. */
  searchAudit: endpoint({
    method: 'GET',
    path: '/audit/events',
    summary: 'Search the audit log by person, period, event and outcome; newest first',
    permission: 'audit.read',
    patient: 'query',
    event: 'compliance.audit.search',
  })
    .input(
      z.strictObject({
        /** Who acted. */
        account_id: z.uuid().optional(),
        /** Who was acted upon: made, disabled, re-roled. */
        subject_account_id: z.uuid().optional(),
        ...filters,
      }),
    )
    .output(found),

  /** `opened`: who opened or changed the record. `shown`: the lists and searches in which the patient appeared. */
  searchPatientAccess: endpoint({
    method: 'GET',
    path: '/audit/patients/{patient_id}/events',
    summary: 'Who opened or changed a patient’s record; or, apart, in which lists the patient was shown',
    permission: 'audit.read',
    patient: 'input',
    event: 'compliance.access.search',
  })
    .input(
      z.strictObject({
        patient_id: z.uuid(),
        kind: z.enum(['opened', 'shown']).default('opened'),
        account_id: z.uuid().optional(),
        ...filters,
      }),
    )
    .output(found),
};
