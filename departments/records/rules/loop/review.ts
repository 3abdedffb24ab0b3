interface Result {
  status?: unknown;
  basedOn?: unknown;
}

const usual: ReadonlySet<string> = new Set(['N', 'NEG', 'ND', 'NR', 'S']);
const urgent: ReadonlySet<string> = new Set(['HH', 'LL', 'AA', 'HU', 'LU', 'critical']);
const settled: ReadonlySet<unknown> = new Set(['final', 'amended', 'corrected', 'appended']);

/**
 * Whether a result must be seen by whoever ordered it: any report, and a single value that is not as usual. Says which
 * orders (ServiceRequest) it answers, and whether it may not wait; null where nobody need be told.
 */
export function asksForReview(type: 'Observation' | 'DiagnosticReport', json: string, flag: string | undefined): { orders: string[]; urgent: boolean } | null {
  // Most results answer no order that stands here; those are not parsed again.
  if (!json.includes('"basedOn"') || (type === 'Observation' && (flag === undefined || usual.has(flag)))) return null;
  const { status, basedOn } = JSON.parse(json) as Result;
  if (!settled.has(status) || !Array.isArray(basedOn)) return null;
  const orders = basedOn.flatMap((each: unknown) => {
    const { reference } = (each ?? {}) as { reference?: unknown };
    const id = typeof reference === 'string' ? /^ServiceRequest\/([A-Za-z0-9\-.]{1,64})$/.exec(reference)?.[1] : undefined;
    return id === undefined ? [] : [id];
  });
  return orders.length === 0 ? null : { orders, urgent: flag !== undefined && urgent.has(flag) };
}
