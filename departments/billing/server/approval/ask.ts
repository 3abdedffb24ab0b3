import { announce } from '@openward/platform/db';
import type { Act } from '@openward/platform/http';
import type { ApprovalKind } from '../../contract/index.ts';
import { insertApproval, type Waiting } from './approval.sql.ts';
import { greatestLimit } from './limit.sql.ts';

/** Runs what was asked for, in the transaction of the decision; the actor is who granted it. What it throws undoes the decision. */
export type Granted = (act: Act, approval: Waiting) => Promise<void>;

const doers = new Map<string, Granted>();

/**
 * The owner of a kind tells what is done when it is granted. `approval.what` is what was asked for, as it was checked then: things may have changed since.
 * `on` where a kind has several owners: theirs is what names it, `what.on`.
 */
export function onApproved(kind: ApprovalKind, granted: Granted, on = ''): void {
  doers.set(`${kind} ${on}`, granted);
}

export const doerOf = (kind: ApprovalKind, what: object): Granted | undefined => doers.get(`${kind} ${'on' in what ? String(what.on) : ''}`) ?? doers.get(`${kind} `);

/** Whether the actor's roles do this without asking. */
export async function withinLimit(act: Act, kind: ApprovalKind, amount_minor: bigint, currency: string): Promise<boolean> {
  const most = await greatestLimit(act.tx, act.actor.roles, kind, currency);
  return most !== null && amount_minor <= most;
}

export interface Asked {
  kind: ApprovalKind;
  subject_id: string;
  patient_id: string | null;
  amount_minor: bigint;
  currency: string;
  reason: string;
  /** What is done when it is granted; JSON, amounts as text. */
  what: object;
}

/** Asks leave; returns the key of the approval. 409 `billing.asked_already` where the same waits already. */
export async function askApproval(act: Act, asked: Asked): Promise<string> {
  const id = await insertApproval(act.tx, { ...asked, asked_by_name: act.actor.display_name });
  announce(act.tx, 'billing-approvals');
  act.audit.detail({ approval_id: id });
  return id;
}
