/** Stretches of a week in minutes from Monday 00:00, each `[from, until)`. */
export type WeekHours = readonly (readonly [from: number, until: number])[];

/** A price on a list that is valid on the day. */
export interface PriceOnList {
  price_list_id: string;
  list_code: string;
  currency: string;
  tax_inclusive: boolean;
  unit_minor: bigint;
  payer_id: string | null;
  location_id: string | null;
  patient_category: string | null;
  hours: WeekHours | null;
}

export interface PriceFacts {
  payer_id: string | null;
  /** Where it is done: the place, and the larger ones that it lies in. */
  places: readonly string[];
  categories: readonly string[];
  /** Minute of the week there. */
  minute: number;
}

export const inHours = (hours: WeekHours | null, minute: number): boolean => hours === null || hours.some(([from, until]) => minute >= from && minute < until);

/**
 * The price of the list that says most: the payer before the place, a near place before a large one, then the kind of patient, then the hours.
 * What is still equal goes to the lower price, then to the code of the list. The reason names what the list was chosen by, `general` for nothing.
 */
export function choosePrice(prices: readonly PriceOnList[], facts: PriceFacts): { price: PriceOnList; reason: string } | null {
  const fits = prices.filter((price) =>
    (price.payer_id === null || price.payer_id === facts.payer_id) && (price.location_id === null || facts.places.includes(price.location_id))
    && (price.patient_category === null || facts.categories.includes(price.patient_category)) && inHours(price.hours, facts.minute));
  const nearness = ({ location_id }: PriceOnList) => (location_id === null ? -1 : facts.places.length - facts.places.indexOf(location_id));
  const [price] = fits.toSorted((a, b) =>
    Number(b.payer_id !== null) - Number(a.payer_id !== null) || nearness(b) - nearness(a) || Number(b.patient_category !== null) - Number(a.patient_category !== null)
    || Number(b.hours !== null) - Number(a.hours !== null) || (a.unit_minor < b.unit_minor ? -1 : a.unit_minor > b.unit_minor ? 1 : a.list_code < b.list_code ? -1 : 1));
  if (price === undefined) return null;
  const by = [price.payer_id !== null && 'payer', price.location_id !== null && 'place', price.patient_category !== null && price.patient_category, price.hours !== null && 'hours'].filter((word) => word !== false);
  return { price, reason: by.join(' ') || 'general' };
}
