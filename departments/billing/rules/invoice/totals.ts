import { allocate, currencies, partOf, toStep } from '@openward/platform/money';

export interface Taxable {
  net_minor: bigint;
  /** EN 16931: S standard, Z zero, E exempt, AE reverse charge, O outside. */
  tax_category: string;
  tax_rate_bp: number;
}

/** What is taxed alike. */
export interface TaxGroup {
  tax_category: string;
  tax_rate_bp: number;
  base_minor: bigint;
  tax_minor: bigint;
}

export interface Totals {
  groups: TaxGroup[];
  /** The part of each line in the tax of its group. */
  line_tax_minor: bigint[];
  net_minor: bigint;
  tax_minor: bigint;
  rounding_minor: bigint;
  total_minor: bigint;
}

/** Tax is reckoned once for each category and rate, on the sum of its lines (EN 16931 BR-CO-17), and shown on the lines in parts that sum to it. */
export function totalsOf(lines: readonly Taxable[], currency: string, { round_to_cash = false } = {}): Totals {
  const keys = [...new Set(lines.map(keyOf))].sort();
  const line_tax_minor = lines.map(() => 0n);
  const groups = keys.map((key): TaxGroup => {
    const places = lines.flatMap((line, at) => (keyOf(line) === key ? [at] : []));
    const { tax_category, tax_rate_bp } = lines[places[0]!]!;
    const nets = places.map((at) => lines[at]!.net_minor);
    const base_minor = sum(nets);
    const tax_minor = partOf(base_minor, tax_rate_bp);
    for (const [nth, part] of allocate(tax_minor, nets).entries()) line_tax_minor[places[nth]!] = part;
    return { tax_category, tax_rate_bp, base_minor, tax_minor };
  });
  const net_minor = sum(lines.map((line) => line.net_minor));
  const tax_minor = sum(groups.map((group) => group.tax_minor));
  const exact = net_minor + tax_minor;
  const rounded = round_to_cash ? toStep(exact, currencies.get(currency)?.cash_step_minor ?? 1n) : exact;
  return { groups, line_tax_minor, net_minor, tax_minor, rounding_minor: rounded - exact, total_minor: rounded };
}

/** An amount of one currency in another; the rate is units of the other for one of the first, as a decimal text. Half a unit goes away from zero. */
export function inOther(minor: bigint, from: string, to: string, rate: string): bigint {
  if (from === to) return minor;
  const [whole = '0', decimals = ''] = rate.split('.');
  const scaled = BigInt(whole + decimals.padEnd(10, '0').slice(0, 10));
  const over = 10n ** BigInt(10 + (currencies.get(from)?.digits ?? 2));
  const doubled = minor * scaled * 10n ** BigInt(currencies.get(to)?.digits ?? 2) * 2n;
  return (doubled + (minor < 0n ? -over : over)) / (over * 2n);
}

const keyOf = ({ tax_category, tax_rate_bp }: Taxable) => `${tax_category} ${String(tax_rate_bp).padStart(5, '0')}`;
const sum = (all: readonly bigint[]) => all.reduce((so_far, each) => so_far + each, 0n);
