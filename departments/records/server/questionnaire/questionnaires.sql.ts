import { sql } from 'kysely';
import type { Element } from '@openward/platform/fhir';
import type { Tx } from '@openward/platform/db';

/** The Questionnaires that are kept here, the latest change first; of one address where it is named. */
export async function keptQuestionnaires(tx: Tx, url: string | null = null): Promise<Element[]> {
  const { rows } = await sql<{ body: Element }>`
    select body from records.resource where type = 'Questionnaire' and patient_id is null and not deleted
      and (${url}::text is null or body ->> 'url' = ${url})
    order by last_updated desc, id limit 200`.execute(tx);
  return rows.map(({ body }) => body);
}
