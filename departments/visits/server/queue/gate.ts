import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { PayerKind, PayRule, PointKind, Priority, PriorityReason, VisitClass } from '../../contract/index.ts';
import { gate, neverGated } from '../../rules/queue/gate.ts';
import { isPaid } from './payment.ts';

export interface Passing {
  token_id: string;
  service_point_id: string;
  kind: PointKind;
  priority: Priority;
  priority_reason: PriorityReason | null;
}

export async function listPayRules(tx: Tx): Promise<PayRule[]> {
  const { rows } = await sql<PayRule>`select id, service_point_id, visit_class, visit_type_id, payer, must_pay, version from visits.pay_rule order by id`.execute(tx);
  return rows;
}

/** Whether somebody may be served here now, or pays first. */
export async function gateOf(tx: Tx, { token_id, kind, ...passing }: Passing): Promise<'open' | 'pay-first'> {
  // Who is never held up is not asked about: neither rules nor coverage are read for them.
  if (neverGated({ ...passing, point_kind: kind, visit_class: null })) return 'open';
  const rules = await listPayRules(tx);
  if (rules.length === 0) return 'open';
  const { rows } = await sql<{ visit_id: string | null; visit_class: VisitClass | null; visit_type_id: string | null; payer: PayerKind }>`
    select visit_id, visit_class, visit_type_id, payer from visits.pay_facts(${token_id}::uuid)`.execute(tx);
  const facts = rows[0];
  if (facts === undefined) return 'open';
  const asked = { ...passing, ...facts, point_kind: kind };
  if (gate({ ...asked, paid: false }, rules) === 'open') return 'open';
  return gate({ ...asked, paid: await isPaid(tx, { token_id, visit_id: facts.visit_id, service_point_id: passing.service_point_id }) }, rules);
}
