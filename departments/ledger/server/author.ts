import type { Act } from '@openward/platform/http';

/** Who changes a calendar or an appointment, as its row and its FHIR versions keep it. */
export interface Author {
  account_id: string | null;
  name: string;
}

/** The author of what a request does. */
export const authorOf = (act: Act): Author => ({ account_id: act.actor.account_id, name: act.actor.display_name });
