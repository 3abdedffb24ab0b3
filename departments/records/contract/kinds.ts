/** What a line of the timeline is, as clinicians sort a chart. */
export const kinds = [
  'visit', 'problem', 'allergy', 'medication', 'vital', 'laboratory', 'imaging', 'finding', 'social', 'procedure',
  'immunization', 'document', 'plan', 'order', 'billing', 'other',
] as const;
export type Kind = (typeof kinds)[number];
