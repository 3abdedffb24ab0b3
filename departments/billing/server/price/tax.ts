import { Problem, serve } from '@openward/platform/http';
import { billingContract as contract, type Tax } from '../../contract/index.ts';
import { hundredths, printPercent } from '../../rules/price/percent.ts';
import { listTaxes, setRate, type TaxRow } from './tax.sql.ts';

const shown = ({ rates, ...tax }: TaxRow): Tax => ({ ...tax, rates: rates.map(({ rate_bp, ...rate }) => ({ ...rate, percent: printPercent(rate_bp) })) });

export const taxes = serve(contract.taxes, async (_input, { tx }) => ({ taxes: (await listTaxes(tx)).map(shown) }));

export const addTaxRate = serve(contract.addTaxRate, async ({ tax_code, percent, from }, { tx, audit }) => {
  const tax = (await listTaxes(tx)).find(({ code }) => code === tax_code);
  if (tax === undefined) throw new Problem(404, 'billing.tax_unknown', 'There is no such tax', { field: 'tax_code' });
  if (tax.category !== 'S') throw new Problem(422, 'billing.tax_without_rate', 'This kind of tax has no rate', { field: 'tax_code' });
  if (hundredths(percent) > 10_000) throw new Problem(422, 'billing.percent', 'Is at most 100', { field: 'percent' });
  await setRate(tx, tax_code, from, hundredths(percent));
  audit.detail({ tax_code });
  return shown((await listTaxes(tx)).find(({ code }) => code === tax_code)!);
});
