import { partOf } from '@openward/platform/money';

/** The days on which something holds, both included; null is without end. */
interface Valid {
  from: string | null;
  until: string | null;
}

/** What a payer pays of a charge. Empty `plan` or `service_kind`: of all that no rule names. */
export interface SplitRule extends Valid {
  payer_id: string;
  plan: string;
  service_kind: string;
  percent_bp: number;
  /** Left to others first, on each bill. */
  deductible_minor: bigint;
  /** Left to others of each charge. */
  co_pay_minor: bigint;
  /** The most on a bill; null for no limit. */
  maximum_minor: bigint | null;
}

/** A cover of the patient; they come in the order in which they pay. */
export interface Cover extends Valid {
  payer_id: string;
  plan: string | null;
}

export interface ToSplit {
  charge_id: string;
  service_kind: string;
  /** The day on which it was done: what holds then counts. */
  on: string;
  minor: bigint;
}

/** A part of a charge; `payer_id` null is the patient’s. */
export interface Share {
  charge_id: string;
  payer_id: string | null;
  minor: bigint;
}

/** The rule that fits best: of the plan before of all plans, of the kind before of all kinds. */
function ruleFor(rules: readonly SplitRule[], { payer_id, plan }: Cover, { service_kind, on }: ToSplit): SplitRule | undefined {
  const fits = rules.filter((rule) => rule.payer_id === payer_id && holds(rule, on) && (rule.plan === '' || rule.plan === plan) && (rule.service_kind === '' || rule.service_kind === service_kind));
  const weight = (rule: SplitRule) => (rule.plan === '' ? 0 : 2) + (rule.service_kind === '' ? 0 : 1);
  return fits.toSorted((a, b) => weight(b) - weight(a))[0];
}

/**
 * Divides the charges of a bill among payers and the patient, to the minor unit: each payer in turn pays its part of what those before it have
 * left, above its deductible and co-pay and up to its maximum; a payer without a rule pays nothing; the patient owes what is left.
 */
export function splitCharges(charges: readonly ToSplit[], covers: readonly Cover[], rules: readonly SplitRule[]): Share[] {
  const deducted = new Map<SplitRule, bigint>();
  const paid = new Map<SplitRule, bigint>();
  return charges.flatMap((charge) => {
    const { charge_id, minor, on } = charge;
    let left = minor;
    const shares: Share[] = [];
    for (const cover of covers.filter((each) => holds(each, on))) {
      const rule = ruleFor(rules, cover, charge);
      if (rule === undefined || shares.some(({ payer_id }) => payer_id === cover.payer_id)) continue;
      const deductible = least(left, rule.deductible_minor - (deducted.get(rule) ?? 0n));
      deducted.set(rule, (deducted.get(rule) ?? 0n) + deductible);
      const covered = partOf(most(0n, left - deductible - rule.co_pay_minor), rule.percent_bp);
      const pays = rule.maximum_minor === null ? covered : least(covered, rule.maximum_minor - (paid.get(rule) ?? 0n));
      if (pays <= 0n) continue;
      paid.set(rule, (paid.get(rule) ?? 0n) + pays);
      shares.push({ charge_id, payer_id: cover.payer_id, minor: pays });
      left -= pays;
    }
    return left > 0n ? [...shares, { charge_id, payer_id: null, minor: left }] : shares;
  });
}

const holds = ({ from, until }: Valid, on: string): boolean => (from === null || from <= on) && (until === null || on <= until);
const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const most = (a: bigint, b: bigint): bigint => (a > b ? a : b);
