import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

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
  limit: z.int().min(1).max(200).default(50),
  /** `next` of the page before. */
  after: z.string().min(1).max(200).optional(),
};

const found = z.object({
  events: z.array(AuditEvent),
  /** What was searched begins here; null where it has no beginning. */
  searched_from: instant.nullable(),
  next: z.string().nullable(),
});

export const complianceContract = {
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
