import { thousandths } from '../price/amounts.ts';
import { inHours, type WeekHours } from '../price/choose.ts';

/** A rule that is valid on the day: which event of care charges which service. */
export interface ChargeRule {
  id: string;
  event_kind: string;
  /** Of the rules of one part one decides; other parts are charged beside it. */
  part: string;
  visit_class: string | null;
  specialty: string | null;
  department_id: string | null;
  code: string | null;
  hours: WeekHours | null;
  minutes: readonly [from: number, until: number | null] | null;
  per_minutes: number | null;
  service_id: string;
  quantity: string;
}

export interface EventFacts {
  kind: string;
  visit_class: string | null;
  specialties: readonly string[];
  department_id: string | null;
  /** `system|code` of what was done. */
  codes: readonly string[];
  minute: number;
  /** How long it took, where that is known. */
  lasted: number | null;
}

export interface ToCharge {
  part: string;
  service_id: string;
  quantity: string;
}

const same = (a: string, b: string): boolean => a.toLocaleLowerCase('en') === b.toLocaleLowerCase('en');

function fits(rule: ChargeRule, facts: EventFacts): boolean {
  const { minutes } = rule;
  return rule.event_kind === facts.kind && (rule.visit_class === null || rule.visit_class === facts.visit_class) && (rule.department_id === null || rule.department_id === facts.department_id)
    && (rule.specialty === null || facts.specialties.some((each) => same(each, rule.specialty ?? ''))) && (rule.code === null || facts.codes.includes(rule.code)) && inHours(rule.hours, facts.minute)
    && (minutes === null || (facts.lasted !== null && facts.lasted >= minutes[0] && (minutes[1] === null || facts.lasted < minutes[1])));
}

/** What is said by a rule, from what says most to what says least. */
const weight = (rule: ChargeRule): number =>
  (rule.code === null ? 0 : 32) + (rule.specialty === null ? 0 : 16) + (rule.department_id === null ? 0 : 8) + (rule.visit_class === null ? 0 : 4) + (rule.minutes === null ? 0 : 2) + (rule.hours === null ? 0 : 1);

/** What an event charges: of each part, what the rule tells that says most. A procedure of which nobody said a code charges nothing by a rule that asks for one. */
export function servicesFor(rules: readonly ChargeRule[], facts: EventFacts): ToCharge[] {
  const best = new Map<string, ChargeRule>();
  for (const rule of rules) {
    if (!fits(rule, facts)) continue;
    const other = best.get(rule.part);
    if (other === undefined || weight(rule) > weight(other) || (weight(rule) === weight(other) && rule.id < other.id)) best.set(rule.part, rule);
  }
  return [...best.values()].map(({ part, service_id, quantity, per_minutes }) => ({ part, service_id, quantity: times(quantity, per_minutes, facts.lasted) }));
}

function times(quantity: string, per_minutes: number | null, lasted: number | null): string {
  if (per_minutes === null || lasted === null) return quantity;
  const total = thousandths(quantity) * BigInt(Math.max(1, Math.ceil(lasted / per_minutes)));
  return `${total / 1000n}.${(total % 1000n).toString().padStart(3, '0')}`;
}
