/** The year so far. */
export function thisYear(now = new Date()): { from: string; until: string } {
  const until = now.toISOString().slice(0, 10);
  return { from: `${until.slice(0, 4)}-01-01`, until };
}

const common = ['EUR', 'USD', 'GBP', 'JPY', 'KWD', 'KES', 'NGN', 'INR', 'ZAR', 'EGP', 'SAR', 'AED', 'CHF'];

/** Currencies to choose among; the one that is chosen is one of them. */
export const currenciesInUse = (chosen: string): string[] => (common.includes(chosen) ? common : [chosen, ...common]);
