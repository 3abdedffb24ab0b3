import { i18n } from '@lingui/core';
import type { Found } from '@openward/platform/ui';
import { staff } from '../client.ts';
import { worksText } from './works.ts';

const shown_max = 5;

/** Finds people of the staff for the command bar. */
export async function findStaff(text: string, signal: AbortSignal): Promise<Found[]> {
  const found = await staff.list({ query: text, limit: shown_max }, { signal });
  return found.staff.map((person) => ({
    id: person.id,
    title: person.display_name,
    detail: worksText(person.works, (sentence, values) => i18n._(sentence, values)),
    to: `/staff/${person.id}`,
  }));
}
