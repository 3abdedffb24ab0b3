import { announce } from '@openward/platform/db';
import { Problem, serve, type Act } from '@openward/platform/http';
import { parseAmount, NotAnAmount } from '@openward/platform/money';
import { seeRecord } from '@openward/records/api';
import { billingContract as contract, type Approval } from '../../contract/index.ts';
import { listApprovals, lockApproval, readApproval, settleApproval, type Waiting } from './approval.sql.ts';
import { doerOf } from './ask.ts';
import { listLimits, saveLimits } from './limit.sql.ts';

export const approvals = serve(contract.approvals, async ({ state }, act) => {
  const found = await listApprovals(act.tx, state);
  act.audit.shown(found.flatMap(({ patient_id }) => (patient_id === null ? [] : [patient_id])));
  return { approvals: found };
});

export const decideApproval = serve(contract.decideApproval, async ({ approval_id, granted, note = null }, act) => {
  const waiting = await taken(act, approval_id);
  if (waiting.asked_by === act.actor.account_id) throw new Problem(403, 'billing.own_request', 'Nobody decides what they asked themselves', { field: 'approval_id' });
  // Decided first: what is done may need to see that it is granted.
  await settle(act, waiting, granted ? 'granted' : 'refused', note);
  if (granted) {
    const doer = doerOf(waiting.kind, waiting.what);
    if (doer === undefined) throw new Error(`Nobody has told what is done when a ${waiting.kind} is granted`);
    await doer(act, waiting);
  }
  return decided(act, approval_id);
});

export const withdrawApproval = serve(contract.withdrawApproval, async ({ approval_id }, act) => {
  const waiting = await taken(act, approval_id);
  if (waiting.asked_by !== act.actor.account_id) throw new Problem(403, 'billing.not_own_request', 'Only who asked takes it back', { field: 'approval_id' });
  await settle(act, waiting, 'withdrawn', null);
  return decided(act, approval_id);
});

export const limits = serve(contract.limits, async (_input, { tx }) => ({ limits: await listLimits(tx) }));

export const setLimits = serve(contract.setLimits, async (input, { tx }) => {
  for (const [at, { amount_max, currency }] of input.limits.entries()) {
    try {
      parseAmount(amount_max, currency);
    } catch (error) {
      if (error instanceof NotAnAmount) throw new Problem(400, 'input.invalid', error.message, { field: `limits.${at}.amount_max` });
      throw error;
    }
  }
  await saveLimits(tx, input.limits);
  return { limits: await listLimits(tx) };
});

async function taken(act: Act, id: string): Promise<Waiting> {
  const waiting = await lockApproval(act.tx, id);
  if (waiting === undefined) throw new Problem(404, 'billing.approval_unknown', 'There is no such request', { field: 'approval_id' });
  if (waiting.patient_id !== null) await seeRecord(act, waiting.patient_id);
  if (waiting.state !== 'waiting') throw new Problem(409, 'billing.decided_already', 'This was decided already', { field: 'approval_id', current: await readApproval(act.tx, id) });
  return waiting;
}

async function settle(act: Act, waiting: Waiting, state: 'granted' | 'refused' | 'withdrawn', note: string | null): Promise<void> {
  await settleApproval(act.tx, waiting.id, state, { account_id: act.actor.account_id, name: act.actor.display_name }, note);
  announce(act.tx, 'billing-approvals');
  act.audit.detail({ approval_id: waiting.id, kind: waiting.kind, state });
}

async function decided(act: Act, id: string): Promise<Approval> {
  const approval = await readApproval(act.tx, id);
  if (approval === undefined) throw new Error('The approval that was decided is gone');
  return approval;
}
