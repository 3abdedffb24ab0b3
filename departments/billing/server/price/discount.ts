import { badInput, Problem, serve } from '@openward/platform/http';
import { billingContract as contract } from '../../contract/index.ts';
import { hundredths, printPercent } from '../../rules/price/percent.ts';
import { endRule, insertRule, listRules, shownRule } from './discount.sql.ts';
import { minorOf } from '../minor.ts';

export const discounts = serve(contract.discounts, async (_input, { tx }) => ({ discounts: (await listRules(tx)).map((row) => shownRule(row, printPercent)) }));

export const addDiscount = serve(contract.addDiscount, async ({ percent, amount, ...input }, { tx, audit }) => {
  if ((percent === null) === (amount === null)) throw badInput('percent', 'billing.percent_or_amount', 'A percentage or an amount');
  if (amount !== null && input.currency === null) throw badInput('currency', 'billing.currency_missing', 'An amount has a currency');
  if (input.until !== null && input.until < input.from) throw new Problem(422, 'billing.ends_before', 'Ends before it begins', { field: 'until' });
  const bp = percent === null ? null : hundredths(percent);
  if (bp !== null && (bp < 1 || bp > 10_000)) throw badInput('percent', 'billing.percent', 'Lies between 0.01 and 100');
  const minor = amount === null ? null : minorOf(amount, input.currency ?? '', 'amount');
  if (minor === 0n) throw badInput('amount', 'billing.nothing', 'Is more than nothing');
  const id = await insertRule(tx, { ...input, currency: amount === null ? null : input.currency, bp, minor });
  audit.detail({ discount_rule_id: id });
  return shownRule((await listRules(tx, id))[0]!, printPercent);
});

export const endDiscount = serve(contract.endDiscount, async ({ discount_rule_id }, { tx, audit }) => {
  await endRule(tx, discount_rule_id);
  audit.detail({ discount_rule_id });
  const [rule] = await listRules(tx, discount_rule_id);
  if (rule === undefined) throw new Problem(404, 'billing.discount_unknown', 'There is no such discount', { field: 'discount_rule_id' });
  return shownRule(rule, printPercent);
});
