import type { Tx } from '@openward/platform/db';
import { badInput, Problem, serve } from '@openward/platform/http';
import { NotAnAmount, parseAmount, partOf, toStep } from '@openward/platform/money';
import { bookCurrency, bookToday } from '@openward/ledger/api';
import { billingContract as contract, type PriceList } from '../../contract/index.ts';
import { hundredths } from '../../rules/price/percent.ts';
import { projectServices } from '../catalogue/services.ts';
import { insertPriceList, listPriceLists, listPrices, lockPriceList, pricesOn, savePriceList, setPrices } from './list.sql.ts';
import { minorOf } from '../minor.ts';

const unknownList = (): Problem => new Problem(404, 'billing.price_list_unknown', 'There is no such price list', { field: 'price_list_id' });

export const priceLists = serve(contract.priceLists, async (_input, { tx }) => ({ lists: await listPriceLists(tx), today: await bookToday(tx), currency: await bookCurrency(tx) }));

export const addPriceList = serve(contract.addPriceList, async (input, { tx, actor, audit }) => {
  checkStep(input.step, input.currency);
  checkDays(input);
  const id = await insertPriceList(tx, input, actor.display_name);
  audit.detail({ price_list_id: id });
  return found(tx, id);
});

export const updatePriceList = serve(contract.updatePriceList, async ({ price_list_id, ...input }, { tx, actor, audit }) => {
  audit.detail({ price_list_id });
  const current = await found(tx, price_list_id);
  checkStep(input.step, current.currency);
  checkDays(input);
  if (!(await savePriceList(tx, { id: price_list_id, currency: current.currency, ...input }, actor.display_name))) throw new Problem(409, 'billing.changed', 'Somebody has changed this meanwhile', { field: 'version', current: await found(tx, price_list_id) });
  return found(tx, price_list_id);
});

export const prices = serve(contract.prices, async ({ price_list_id, day }, { tx }) => ({ list: await found(tx, price_list_id), prices: await listPrices(tx, price_list_id, { day: day ?? null }) }));

export const setPrice = serve(contract.setPrice, async ({ price_list_id, service_id, unit, from }, { tx, audit }) => {
  const list = await held(tx, price_list_id);
  await setPrices(tx, price_list_id, from, [{ service_id, unit_minor: minorOf(unit, list.currency, 'unit') }]);
  await projectServices(tx, [service_id]);
  audit.detail({ price_list_id, service_id });
  return { prices: await listPrices(tx, price_list_id, { service_id }) };
});

export const raisePrices = serve(contract.raisePrices, async ({ price_list_id, percent, from }, { tx, audit }) => {
  const list = await held(tx, price_list_id);
  const raised = (await pricesOn(tx, price_list_id, from)).map((price) => ({ ...price, unit_minor: raise(price.unit_minor, percent, list.step_minor) }));
  await setPrices(tx, price_list_id, from, raised);
  await projectServices(tx, raised.map(({ service_id }) => service_id));
  audit.detail({ price_list_id, raised: raised.length });
  return { raised: raised.length };
});

export const copyPriceList = serve(contract.copyPriceList, async ({ price_list_id, percent, ...input }, { tx, actor, audit }) => {
  checkDays(input);
  const { step_minor } = await held(tx, price_list_id);
  const source = await found(tx, price_list_id);
  const { currency, tax_inclusive, step } = source;
  const id = await insertPriceList(tx, { ...input, currency, tax_inclusive, step }, actor.display_name);
  const copied = (await pricesOn(tx, price_list_id, input.from)).map((price) => ({ ...price, unit_minor: raise(price.unit_minor, percent, step_minor) }));
  await setPrices(tx, id, input.from, copied);
  await projectServices(tx, copied.map(({ service_id }) => service_id));
  audit.detail({ price_list_id: id, copied_from: price_list_id });
  return found(tx, id);
});

/** Never below nothing. */
function raise(minor: bigint, percent: string, step: bigint): bigint {
  const raised = toStep(minor + partOf(minor, hundredths(percent)), step);
  return raised < 0n ? 0n : raised;
}

function checkDays({ from, until }: { from: string; until: string | null }): void {
  if (until !== null && until < from) throw new Problem(422, 'billing.ends_before', 'Ends before it begins', { field: 'until' });
}

function checkStep(step: string, currency: string): void {
  try {
    const minor = parseAmount(step, currency);
    if (minor < 1n || minor > 1_000_000n) throw badInput('step', 'billing.step', 'Is at least the smallest coin');
  } catch (error) {
    if (error instanceof NotAnAmount) throw badInput(error.why === 'currency' ? 'currency' : 'step', `amount.${error.why}`, error.message);
    throw error;
  }
}

async function held(tx: Tx, id: string): Promise<{ currency: string; step_minor: bigint }> {
  const list = await lockPriceList(tx, id);
  if (list === undefined) throw unknownList();
  return list;
}

async function found(tx: Tx, id: string): Promise<PriceList> {
  const [list] = await listPriceLists(tx, id);
  if (list === undefined) throw unknownList();
  return list;
}
