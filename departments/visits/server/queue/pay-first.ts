import { sql } from 'kysely';
import { Problem, serve } from '@openward/platform/http';
import { visitsContract as contract, type PayRule } from '../../contract/index.ts';
import { listPayRules } from './gate.ts';
import { answerStop, holdStop } from './held.ts';
import { setStatus } from './stop.sql.ts';

export const payRules = serve(contract.payRules, async (_input, { tx }) => ({ rules: await listPayRules(tx) }));

export const addPayRule = serve(contract.addPayRule, async ({ service_point_id, visit_class, visit_type_id, payer, must_pay }, act) => {
  const { rows } = await sql<PayRule>`insert into visits.pay_rule (service_point_id, visit_class, visit_type_id, payer, must_pay)
    values (${service_point_id}::uuid, ${visit_class}, ${visit_type_id}::uuid, ${payer}, ${must_pay})
    returning id, service_point_id, visit_class, visit_type_id, payer, must_pay, version`.execute(act.tx);
  act.audit.detail({ pay_rule_id: rows[0]?.id, must_pay });
  return rows[0]!;
});

export const removePayRule = serve(contract.removePayRule, async ({ pay_rule_id }, act) => {
  const { rows } = await sql`delete from visits.pay_rule where id = ${pay_rule_id}::uuid returning 1`.execute(act.tx);
  act.audit.detail({ pay_rule_id });
  return { removed: rows.length > 0 };
});

export const settle = serve(contract.settle, async ({ how, note, ...named }, act) => {
  const stop = await holdStop(act, named);
  if (['done', 'left'].includes(stop.status)) throw new Problem(409, 'visits.stop_transition', 'This is over', { field: 'stop_id' });
  await sql`insert into visits.settlement (token_id, service_point_id, how, note, by_name)
    values (${stop.token_id}::uuid, ${stop.service_point_id}::uuid, ${how}, ${note}, ${act.actor.display_name}) on conflict do nothing`.execute(act.tx);
  if (stop.status === 'arrived') await setStatus(act.tx, stop.id, 'waiting', act.actor.display_name);
  act.audit.detail({ how });
  return answerStop(act, stop.id);
});
