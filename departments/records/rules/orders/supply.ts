import type { Dosage } from '../../contract/dosage.ts';
import type { Prescription } from '../../contract/orders.ts';

const dayLong = 24 * 3_600_000;
const days = { h: 1 / 24, d: 1, wk: 7, mo: 30 } as const;
/** A prescription that does not say how long it lasts is to be looked at after so many days; and none lasts longer than a year unseen. */
const validity = { unsaid: 90, most: 365 } as const;

/** When what was prescribed is used up, as far as its dose and quantity tell; otherwise when it is no longer valid. */
export function endOfSupply({ dosage, quantity, refills }: Pick<Prescription, 'dosage' | 'quantity' | 'refills'>, now: Date): Date {
  const lasts = courseOf(dosage) ?? suppliedFor(dosage, quantity);
  const whole = lasts === undefined ? validity.unsaid : Math.min(lasts * (1 + refills), validity.most);
  return new Date(now.getTime() + whole * dayLong);
}

const courseOf = ({ duration }: Dosage): number | undefined => (duration === null ? undefined : duration.value * days[duration.unit]);

/** What is taken now and then lasts as long as nobody knows. */
function suppliedFor({ dose, frequency, as_needed }: Dosage, quantity: Prescription['quantity']): number | undefined {
  if (as_needed || dose === null || frequency === null || quantity === null || quantity.unit !== dose.unit) return undefined;
  const a_day = (dose.value * frequency.times) / (frequency.period * days[frequency.unit]);
  return quantity.value / a_day;
}
