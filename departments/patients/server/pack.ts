import type { Author } from '@openward/records/api';
import { documentTemplate, sourcesOfDraft } from '../rules/document.ts';
import type { Draft } from '../rules/draft.ts';

/** Lists in the order in which they are written. */
const lists = ['names', 'telecoms', 'addresses', 'related_people', 'identifiers', 'coverages'] as const;

/** New patients as patients.register takes them: the rows of all of them by table. */
export function packNew(drafts: readonly Draft[], authors: readonly Author[]): string {
  const updated_at = new Date().toISOString();
  return pack(drafts, (draft, at) => ({
    updated_at,
    author: authors[at]?.account_id,
    document: documentTemplate(draft, updated_at),
    sources: draft.sent ? sourcesOfDraft(draft) : null,
  }));
}

/** One patient as patients.amend takes it. */
export const packChange = (draft: Draft): string => pack([draft], () => ({}));

function pack(drafts: readonly Draft[], more: (draft: Draft, at: number) => object): string {
  const rows = (list: (typeof lists)[number]): object[] =>
    drafts.flatMap((draft) => draft[list].map((row, position) => ({ ...row, patient_id: draft.id, position })));
  return JSON.stringify({
    patients: drafts.map((draft, at) => {
      const columns = Object.entries(draft).filter(([name]) => !(lists as readonly string[]).includes(name));
      return { ...Object.fromEntries(columns), ...more(draft, at) };
    }),
    ...Object.fromEntries(lists.map((list) => [list, rows(list)])),
    contact_rules: drafts.flatMap(({ id, contact_rule }) => (contact_rule === null ? [] : [{ ...contact_rule, patient_id: id }])),
  });
}
