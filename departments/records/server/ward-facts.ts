import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { takenMedicines } from './medicines/list.ts';

/** What a ward must know of a patient, in words; of what whoever asks may see. */
export interface WardFacts {
  allergies: string[];
  /** Active flags: resuscitation status, infection precautions, and whatever else warns. */
  warnings: string[];
  medicines: string[];
  /** Orders that are not done. */
  orders: string[];
  /** Something of the record is hidden from whoever asks. */
  hidden: boolean;
}

/** The facts of many patients; each ranges over the records that are read as one with theirs. */
export async function wardFacts(tx: Tx, patient_ids: readonly string[]): Promise<Map<string, WardFacts>> {
  const { rows } = await sql<Omit<WardFacts, 'medicines'> & { patient_id: string }>`
    select asked.id as patient_id, told.*, records.has_hidden(asked.id) as hidden
    from unnest(${[...patient_ids]}::uuid[]) as asked(id) cross join lateral (
      select coalesce(array_agg(r.title || case when r.body ->> 'criticality' = 'high' then ' — high risk' else '' end order by r.body ->> 'criticality' = 'high' desc nulls last, r.title)
          filter (where r.type = 'AllergyIntolerance' and coalesce(r.status, 'active') = 'active'), '{}') as allergies,
        coalesce(array_agg(r.title order by r.title) filter (where r.type = 'Flag' and r.status = 'active'), '{}') as warnings,
        coalesce(array_agg(r.title order by r.happened_at desc nulls last) filter (where r.type = 'ServiceRequest' and r.status in ('active', 'on-hold')), '{}') as orders
      from records.resource r where r.patient_id = any (records.alias_set(asked.id)) and not r.deleted and r.title is not null
        and r.type in ('AllergyIntolerance', 'Flag', 'ServiceRequest')) told`.execute(tx);
  const facts = new Map<string, WardFacts>();
  for (const { patient_id, ...told } of rows) {
    const medicines = (await takenMedicines(tx, patient_id)).filter(({ current }) => current);
    facts.set(patient_id, { ...told, medicines: medicines.map(({ title, dosage }) => (dosage === '' ? title : `${title} — ${dosage}`)) });
  }
  return facts;
}
