import type { Purpose } from '../audit/event.ts';
import type { Tx } from '../db/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { Permission } from '../auth/permissions.ts';
import type { Resource } from '../auth/decide.ts';
import type { RequestOrigin } from './actor-context.ts';

/** What a handler is given: the transaction, who asks, and the notes for the audit event that the pipeline writes last. */
export interface Act {
  tx: Tx;
  /** Who asks. On `public` endpoints nobody may have signed in: see `visitor`. */
  actor: Actor;
  visitor: Actor | null;
  origin: RequestOrigin;
  audit: AuditNotes;
  /**
   * Asks `decide()` again once the record is known, for instance that it is restricted.
   * Throws a 403 problem; the pipeline audits the denial. Another permission than the declared one may be asked for.
   */
  authorise(resource: Resource, permission?: Permission): void;
  /** The raw session token of the request, for signing out and rotation; null for tokens of machines. */
  session_token: string | null;
  /** True when the browser reached us over TLS. */
  secure: boolean;
  /** Origin under which the browser reached us, for passkeys: `https://hospital.example`. */
  web_origin: string;
  /** Sets a header of the answer, such as a cookie. */
  header(name: string, value: string): void;
}

/** Collects what the audit event of this request says. */
export class AuditNotes {
  readonly patients = new Set<string>();
  shownPatients: string[] | null = null;
  readonly details: Record<string, unknown> = {};
  subject_account_id: string | null = null;
  /** Why it was done, where the act itself says so; otherwise what the request says. */
  purpose: Purpose | null = null;
  readonly denials: unknown[] = [];

  /** Names a patient who was opened or changed: exactly one event for each. */
  patient(patient_id: string): void {
    this.patients.add(patient_id);
  }

  /** Names the patients whom a list showed: one query event, apart from openings. */
  shown(patient_ids: readonly string[]): void {
    this.shownPatients = [...new Set([...(this.shownPatients ?? []), ...patient_ids])];
  }

  /**
   * Keeps the refusal of one part of a request whose other parts go on: a denial is audited with them. A refusal that ends
   * the request needs no call.
   */
  refusedPart(error: unknown): void {
    this.denials.push(error);
  }

  /** Names the account that was acted upon. */
  account(account_id: string): void {
    this.subject_account_id = account_id;
  }

  /** Adds codes, counts and keys; never a value from a record. */
  detail(detail: Record<string, unknown>): void {
    Object.assign(this.details, detail);
  }
}
