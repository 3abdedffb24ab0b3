import { sql, type RawBuilder } from 'kysely';

/** A row of the audit log, as what speaks of it to other systems reads it. */
export interface LoggedEvent {
  id: string;
  /** UTC with microseconds, as FHIR and RFC 5424 write an instant. */
  at: string;
  name: string;
  outcome: 'success' | 'denied' | 'failure';
  actor_id: string | null;
  actor_name: string | null;
  actor_roles: readonly string[];
  token_id: string | null;
  subject_account_id: string | null;
  patient_id: string | null;
  shown: readonly string[] | null;
  purpose: string;
  address: string | null;
  device: string | null;
  request_id: string | null;
  detail: Readonly<Record<string, unknown>>;
}

/** The columns of a row `event` of `audit.event`. */
export const loggedColumns: RawBuilder<unknown> = sql`event.id, to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, event.name, event.outcome,
  event.actor_id, event.actor_name, event.actor_roles, event.token_id, event.subject_account_id, event.patient_id, event.shown, event.purpose, event.address,
  event.device, event.request_id, event.detail`;

/** How many FHIR events a row is: a query is one for each patient whom it showed. */
export const partsOf = ({ shown }: Pick<LoggedEvent, 'shown'>): number => Math.max(shown?.length ?? 0, 1);

/** The patient of a part, counted from 1. */
export const patientOf = ({ patient_id, shown }: Pick<LoggedEvent, 'patient_id' | 'shown'>, part: number): string | null => patient_id ?? shown?.[part - 1] ?? null;
