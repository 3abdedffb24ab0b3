import { Problem, serve } from '@openward/platform/http';
import { billingContract as contract } from '../../contract/index.ts';
import { endChargeRule as end, insertChargeRule, listChargeRules } from './rules.sql.ts';

export const chargeRules = serve(contract.chargeRules, async (_input, { tx }) => ({ rules: await listChargeRules(tx) }));

export const addChargeRule = serve(contract.addChargeRule, async (input, { tx, audit }) => {
  if (input.until !== null && input.until < input.from) throw new Problem(422, 'billing.ends_before', 'Ends before it begins', { field: 'until' });
  const id = await insertChargeRule(tx, input);
  audit.detail({ charge_rule_id: id });
  return (await listChargeRules(tx, id))[0]!;
});

export const endChargeRule = serve(contract.endChargeRule, async ({ charge_rule_id, version }, { tx, audit }) => {
  const ended = await end(tx, charge_rule_id, version);
  audit.detail({ charge_rule_id });
  const [rule] = await listChargeRules(tx, charge_rule_id);
  if (rule === undefined) throw new Problem(404, 'billing.charge_rule_unknown', 'There is no such rule', { field: 'charge_rule_id' });
  if (!ended) throw new Problem(409, 'billing.changed', 'Somebody has changed this meanwhile', { field: 'version', current: rule });
  return rule;
});
