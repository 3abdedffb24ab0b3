import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { PaperAuthor } from '@openward/platform/print';

/** Whoever signs a prescription, by their FHIR face: the records stand above the staff directory. Name and the registrations that are valid today. */
export async function prescriberOf(tx: Tx, account_id: string | null, name: string): Promise<PaperAuthor> {
  const { rows } = await sql<{ given: string | null; family: string | null; prefix: string | null; registrations: string[] }>`
    select p.body->'name'->0->>'family' as family,
      (select string_agg(each, ' ') from json_array_elements_text(p.body->'name'->0->'given') each) as given,
      p.body->'name'->0->'prefix'->>0 as prefix,
      coalesce((select array_agg(concat_ws(' ', i->'assigner'->>'display', i->>'value')) from json_array_elements(p.body->'identifier') i
        where i->'type'->'coding'->0->>'code' = 'LN'
          and coalesce((i->'period'->>'start')::date <= current_date, true) and coalesce((i->'period'->>'end')::date >= current_date, true)), '{}') as registrations
    from auth.account a join records.resource p on p.type = 'Practitioner' and p.id = a.staff_id::text and not p.deleted
    where a.id = ${account_id}::uuid`.execute(tx);
  const [person] = rows;
  if (person === undefined) return { name, lines: [] };
  const whole = [person.prefix, person.given, person.family].filter((part) => part !== null).join(' ');
  return { name: whole || name, lines: person.registrations.map((registration) => `Registered: ${registration}`) };
}
