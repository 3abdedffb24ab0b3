import { codingOf, labelOf } from '../extract/sensitivity.ts';
import type { Json } from '../extract/look.ts';

/** meta.security with just these labels: what gives one of them, or none at all, stays as it was written. */
export function relabelled(security: readonly Json[], labels: readonly string[]): object[] {
  const kept = security.filter((coding) => {
    const label = labelOf(coding);
    return label === undefined || labels.includes(label);
  });
  const there = new Set(kept.map(labelOf));
  return [...kept, ...labels.filter((label) => !there.has(label)).map(codingOf)];
}
