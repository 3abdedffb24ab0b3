import { badInput, Problem, serve, type Act } from '@openward/platform/http';
import { billingContract as contract, type ApprovalKind, type Charge } from '../../contract/index.ts';
import { amountsOf, discountOf, fitsDiscount, type Discount } from '../../rules/price/amounts.ts';
import { hundredths } from '../../rules/price/percent.ts';
import { askApproval, onApproved, withinLimit } from '../approval/ask.ts';
import { holdChargeRow, pricedAnew, rebook, refuseInvoiced, save } from './change.ts';
import type { ChargeRow } from './charge.sql.ts';
import { givenDiscount } from './discount.sql.ts';
import { factsOf } from '../price/facts.sql.ts';
import { shownCharge } from './shown.ts';
import { moveOne } from './follow.ts';
import { minorOf } from '../minor.ts';

export const holdCharge = serve(contract.holdCharge, async ({ charge_id, version, reason }, act) => {
  const charge = await holdChargeRow(act, charge_id, version);
  refuseInvoiced(charge);
  if (charge.state === 'held') throw new Problem(409, 'billing.charge_held', 'This charge is held already', { field: 'charge_id' });
  return shownCharge(await save(act, charge, { change: 'held', state: 'held', hold_reason: 'by-hand', reason }));
});

export const releaseCharge = serve(contract.releaseCharge, async ({ charge_id, version }, act) => {
  const charge = await holdChargeRow(act, charge_id, version);
  refuseInvoiced(charge);
  if (charge.state !== 'held') throw new Problem(409, 'billing.charge_not_held', 'This charge is not held', { field: 'charge_id' });
  if (charge.hold_reason === 'to-void') return shownCharge(await voidNow(act, charge, 'Its visit was cancelled'));
  if (charge.hold_reason === 'to-move') return shownCharge(await moveOne(act, charge));
  if (charge.priced) return shownCharge(await save(act, charge, { change: 'released', state: 'billable', hold_reason: null, reason: null }));
  return shownCharge(await rebook(act, charge, { ...(await pricedAnew(act, charge, undefined)), change: 'released', state: 'billable', hold_reason: null, reason: null }));
});

interface Changed {
  charge: Charge;
  approval_id: string | null;
}

/** Does it now where the caller's limit allows, or asks leave of somebody else; what it is about is checked again when it is granted. */
async function nowOrAsk(act: Act, charge: ChargeRow, { kind, amount_minor, reason, what, free = false }: { kind: ApprovalKind; amount_minor: bigint; reason: string; what: object; free?: boolean }, now: () => Promise<ChargeRow>): Promise<Changed> {
  if (free || amount_minor === 0n || (await withinLimit(act, kind, amount_minor, charge.currency))) return { charge: shownCharge(await now()), approval_id: null };
  const approval_id = await askApproval(act, { kind, subject_id: charge.id, patient_id: charge.patient_id, amount_minor, currency: charge.currency, reason, what: { ...what, version: charge.version } });
  return { charge: shownCharge(charge), approval_id };
}

export const voidCharge = serve(contract.voidCharge, async ({ charge_id, version, reason }, act) => {
  const charge = await holdChargeRow(act, charge_id, version);
  refuseInvoiced(charge);
  return nowOrAsk(act, charge, { kind: 'void', amount_minor: charge.net_minor, reason, what: {} }, () => voidNow(act, charge, reason));
});

export const voidNow = (act: Act, charge: ChargeRow, reason: string): Promise<ChargeRow> => rebook(act, charge, { change: 'void', state: 'void', hold_reason: null, reason });

export const repriceCharge = serve(contract.repriceCharge, async ({ charge_id, version, reason, unit }, act) => {
  const charge = await holdChargeRow(act, charge_id, version);
  refuseInvoiced(charge);
  const after = await pricedAnew(act, charge, unit);
  const by = (after.net_minor ?? 0n) - charge.net_minor;
  return nowOrAsk(act, charge, { kind: 're-price', amount_minor: by < 0n ? -by : by, reason, what: unit === undefined ? {} : { unit } }, () => repriceNow(act, charge, reason, after));
});

const repriceNow = (act: Act, charge: ChargeRow, reason: string, after: Awaited<ReturnType<typeof pricedAnew>>): Promise<ChargeRow> =>
  rebook(act, charge, { ...after, change: 're-priced', reason, ...(charge.hold_reason === 'no-price' || charge.hold_reason === 'no-book' ? { state: 'billable' as const, hold_reason: null } : {}) });

interface WantedDiscount {
  discount_rule_id?: string | undefined;
  percent?: string | undefined;
  amount?: string | undefined;
}

export const discountCharge = serve(contract.discountCharge, async ({ charge_id, version, reason, ...wanted }, act) => {
  const charge = await holdChargeRow(act, charge_id, version);
  refuseInvoiced(charge);
  const after = await discounted(act, charge, wanted);
  const off = after.change.discount_minor - charge.discount_minor;
  return nowOrAsk(act, charge, { kind: 'discount', amount_minor: off < 0n ? 0n : off, reason, what: wanted, free: after.free }, () => rebook(act, charge, { ...after.change, reason }));
});

/** The charge with another discount in the place of the one that it had. */
async function discounted(act: Act, charge: ChargeRow, { discount_rule_id, percent, amount }: WantedDiscount) {
  if (!charge.priced) throw new Problem(409, 'billing.no_price', 'This has no price yet', { field: 'charge_id' });
  let free = false;
  let discount: Discount;
  if (discount_rule_id !== undefined) {
    const { patient_id, location_id, practitioner_id } = charge;
    const facts = await factsOf(act.tx, { patient_id, at: charge.performed_at.toISOString(), location_id, practitioner_id });
    const rule = await givenDiscount(act.tx, discount_rule_id, facts.day);
    if (rule === undefined || !fitsDiscount(rule, { ...charge, categories: facts.categories, payer_id: facts.payer_id })) throw new Problem(422, 'billing.discount_unfit', 'This discount is not for this charge', { field: 'discount_rule_id' });
    free = rule.roles.some((role) => act.actor.roles.includes(role));
    discount = discountOf(rule);
  } else if (percent !== undefined) {
    const bp = hundredths(percent);
    if (bp < 1 || bp > 10_000) throw badInput('percent', 'billing.percent', 'Lies between 0.01 and 100');
    discount = { bp };
  } else {
    const minor = minorOf(amount ?? '', charge.currency, 'amount');
    if (minor === 0n) throw badInput('amount', 'billing.nothing', 'Is more than nothing');
    discount = { minor };
  }
  const money = amountsOf({ unit_minor: charge.unit_minor, quantity: charge.quantity, tax_inclusive: charge.tax_inclusive, rate_bp: charge.tax_rate_bp, discount });
  return {
    free,
    change: { change: 'discounted', ...money, discount_rule_id: discount_rule_id ?? null, discount_bp: 'bp' in discount ? discount.bp : null, discount_asked_minor: 'minor' in discount ? discount.minor : null },
  };
}

const versionOf = (what: object): number => ('version' in what && typeof what.version === 'number' ? what.version : 0);

onApproved('void', async (act, { subject_id, reason, what }) => {
  const charge = await holdChargeRow(act, subject_id, versionOf(what));
  refuseInvoiced(charge);
  await voidNow(act, charge, reason);
});
onApproved('re-price', async (act, { subject_id, reason, what }) => {
  const charge = await holdChargeRow(act, subject_id, versionOf(what));
  refuseInvoiced(charge);
  await repriceNow(act, charge, reason, await pricedAnew(act, charge, 'unit' in what && typeof what.unit === 'string' ? what.unit : undefined));
});
onApproved('discount', async (act, { subject_id, reason, what }) => {
  const charge = await holdChargeRow(act, subject_id, versionOf(what));
  refuseInvoiced(charge);
  await rebook(act, charge, { ...(await discounted(act, charge, what)).change, reason });
});
