const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;

/** How a value is compared: equal, not equal, greater, less, … starts after, ends before, approximately. */
export type Prefix = (typeof prefixes)[number];

/** The prefix of a searched value, `eq` where it has none, and the rest. */
export function prefixOf(text: string): { prefix: Prefix; rest: string } {
  const prefix = prefixes.find((known) => text.startsWith(known));
  return prefix === undefined ? { prefix: 'eq', rest: text } : { prefix, rest: text.slice(2) };
}
