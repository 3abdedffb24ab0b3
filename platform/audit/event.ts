/** Why a record was opened: HL7 v3 PurposeOfUse codes (http://terminology.hl7.org/CodeSystem/v3-ActReason). */
export const purposes = ['TREAT', 'ETREAT', 'HPAYMT', 'HOPERAT', 'PATRQT', 'PUBHLTH', 'HRESCH', 'SYSADMIN'] as const;
export type Purpose = (typeof purposes)[number];

export type Outcome = 'success' | 'denied' | 'failure';

/** What an event says. `detail` holds codes, counts and keys, never a value from a record. */
export interface AuditEvent {
  /** department.thing.verb */
  name: string;
  outcome: Outcome;
  actor_id?: string | null;
  actor_name?: string | null;
  actor_roles?: readonly string[];
  session_id?: string | null;
  token_id?: string | null;
  subject_account_id?: string | null;
  /** The patients opened or changed: one event is written for each. */
  patient_ids?: readonly string[];
  /** The patients whom a list showed: one event in all, named apart from openings. */
  shown?: readonly string[] | null;
  purpose?: Purpose;
  address?: string | null;
  device?: string | null;
  request_id?: string | null;
  detail?: Record<string, unknown>;
}
