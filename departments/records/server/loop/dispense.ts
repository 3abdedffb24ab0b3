import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { prescriptionsOf } from '../../rules/loop/dispensed.ts';
import type { Row } from '../row.ts';
import { closeLoopsAbout } from './close.ts';

/** What was prescribed is closed by the last time that it is handed out: its first, and as many refills as it allows. */
export async function watchDispense(tx: Tx, { patient_id, body }: Row): Promise<void> {
  if (patient_id === null) return;
  for (const id of prescriptionsOf(body)) {
    const { rows } = await sql<{ used_up: boolean }>`
      select coalesce((p.body::jsonb -> 'dispenseRequest' ->> 'numberOfRepeatsAllowed')::numeric, 0) < (
        select count(*) from records.resource d
        where d.type = 'MedicationDispense' and d.status = 'completed' and not d.deleted and d.patient_id = any (records.alias_set(${patient_id}::uuid))
          and d.body::jsonb -> 'authorizingPrescription' @> jsonb_build_array(jsonb_build_object('reference', 'MedicationRequest/' || p.id))) as used_up
      from records.loop l join records.resource p on p.type = l.about_type and p.id = l.about_id
      where l.about_type = 'MedicationRequest' and l.about_id = ${id} and l.state = 'open' and l.kind = 'order'
        and l.patient_id = any (records.alias_set(${patient_id}::uuid))`.execute(tx);
    if (rows[0]?.used_up === true) await closeLoopsAbout(tx, { type: 'MedicationRequest', id }, { outcome: 'done', note: 'It was handed out' }, ['order']);
  }
}
