import type { Act } from './act.ts';

/** Who changes something, as its row and its FHIR versions keep it; an account of nobody for the hospital’s own work. */
export interface Author {
  account_id: string | null;
  name: string;
}

/** The author of what a request does. */
export const authorOf = (act: Act): Author => ({ account_id: act.actor.account_id, name: act.actor.display_name });
