import type { AnsweredItem } from '../../contract/questionnaires.ts';

/** A form without what is empty: FHIR has no empty lists. */
export function tidied(items: readonly AnsweredItem[]): AnsweredItem[] {
  return items.flatMap(({ linkId, answer = [], item = [] }) => {
    const kept = answer.map(({ item: under = [], ...value }) => (tidied(under).length === 0 ? value : { ...value, item: tidied(under) }));
    const inner = tidied(item);
    if (kept.length === 0 && inner.length === 0) return [];
    return [{ linkId, ...(kept.length > 0 ? { answer: kept } : {}), ...(inner.length > 0 ? { item: inner } : {}) }];
  });
}
