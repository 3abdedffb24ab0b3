import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { PaperIdentity } from '@openward/platform/print';
import { printedDate } from '@openward/platform/time';

const sexes: Record<string, string> = { male: 'Male', female: 'Female', other: 'Other' };

/** Who a paper is about, by the FHIR face of the registration: the records stand above the department of patients. */
export async function identityOf(tx: Tx, patient_id: string): Promise<PaperIdentity> {
  const { rows } = await sql<{ name: string | null; birth_date: string | null; gender: string | null; number: string | null }>`
    select coalesce(p.body->'name'->0->>'text', nullif(concat_ws(', ', upper(p.body->'name'->0->>'family'),
        (select string_agg(each, ' ') from json_array_elements_text(p.body->'name'->0->'given') each)), '')) as name,
      p.body->>'birthDate' as birth_date, p.body->>'gender' as gender,
      (select i->>'value' from json_array_elements(p.body->'identifier') i where i->'type'->'coding'->0->>'code' = 'MR' and i->>'use' = 'usual' limit 1) as number
    from records.resource p where p.type = 'Patient' and p.id = records.surviving(${patient_id}::uuid)::text`.execute(tx);
  const { name = null, birth_date = null, gender = null, number = null } = rows[0] ?? {};
  return {
    name: name ?? 'Name not recorded',
    born: birth_date === null ? 'birth date not known' : `Born ${printedDate(birth_date)}`,
    sex: sexes[gender ?? ''] ?? 'Sex unknown',
    grouped: number === null ? 'not given' : number.replace(/\B(?=(\d{4})+$)/g, ' '),
  };
}
