import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { identityOf } from '@openward/patients/api';
import { records, seeRecord } from '@openward/records/api';
import { visitsContract as contract, type Band } from '../../contract/index.ts';
import { authorOf } from '../author.ts';
import { tellBoards } from './held.ts';
import { readBands } from './incident.sql.ts';

const day = 86_400_000;

/** One band, held so that two who recognise the same person come one after the other. Whoever may not see the record is refused. */
async function holdBand(act: Act, { incident_id, number }: { incident_id: string; number: number }): Promise<Band> {
  await sql`select 1 from visits.band where incident_id = ${incident_id}::uuid and number = ${number} for no key update`.execute(act.tx);
  const [band] = await readBands(act.tx, incident_id, [number]);
  if (band === undefined) throw new Problem(404, 'visits.band_unknown', 'There is no such band', { field: 'number' });
  act.authorise({ patient_id: band.patient_id, ...(await records.labelOf(act.tx, band.patient_id)) });
  act.audit.patient(band.patient_id);
  act.audit.detail({ incident_id, number });
  return band;
}

async function bandNow(act: Act, incident_id: string, number: number): Promise<Band> {
  tellBoards(act.tx);
  const [band] = await readBands(act.tx, incident_id, [number]);
  if (band === undefined) throw new Problem(404, 'visits.band_unknown', 'There is no such band', { field: 'number' });
  return band;
}

/** Says which registered patient somebody unknown is. Both records stay as they are; those who keep records are asked to merge them. */
export const identifyBand = serve(contract.identifyBand, async ({ incident_id, number, patient_id: asked, reason }, act) => {
  const band = await holdBand(act, { incident_id, number });
  await seeRecord(act, asked);
  const patient = await identityOf(act.tx, asked);
  if (patient === null) throw new Problem(404, 'records.unknown_patient', 'There is no such patient', { field: 'patient_id' });
  if (!band.unknown) throw new Problem(409, 'visits.band_identified', 'It is known already who this is', { field: 'number' });
  if (band.known !== null) throw new Problem(409, 'visits.band_linked', `${band.known.by} has said already who this is: take that back first`, { field: 'number', current: band });
  if ((await records.aliasSet(act.tx, band.patient_id)).includes(patient.patient_id)) throw new Problem(422, 'visits.same_patient', 'Is the record of the band itself', { field: 'patient_id' });
  act.audit.patient(patient.patient_id);
  const loop = await records.openLoop(act.tx, {
    kind: 'task', patient_id: band.patient_id, visit_id: band.visit_id, owner: { kind: 'role', id: 'medical-records' }, due: new Date(Date.now() + day), author: authorOf(act),
    title: `Band ${band.code} was recognised as ${patient.name}, hospital number ${patient.grouped}: merge the two records, or say that it is not so`,
  });
  await sql`insert into visits.identity_link (visit_id, patient_id, reason, loop_id, linked_by_name)
    values (${band.visit_id}::uuid, ${patient.patient_id}::uuid, ${reason}, ${loop.id}::uuid, ${act.actor.display_name})`.execute(act.tx);
  return bandNow(act, incident_id, number);
});

/** It was somebody else. A merge that has been done since is undone with the patients. */
export const unlinkBand = serve(contract.unlinkBand, async ({ incident_id, number }, act) => {
  const band = await holdBand(act, { incident_id, number });
  const { rows } = await sql<{ loop_id: string | null; patient_id: string }>`update visits.identity_link set unlinked_at = clock_timestamp(), unlinked_by_name = ${act.actor.display_name}
    where visit_id = ${band.visit_id}::uuid and unlinked_at is null returning loop_id, patient_id`.execute(act.tx);
  const [link] = rows;
  if (link === undefined) throw new Problem(409, 'visits.band_not_linked', 'Nobody has said who this is', { field: 'number' });
  act.audit.patient(link.patient_id);
  await closeTask(act, link.loop_id);
  return bandNow(act, incident_id, number);
});

async function closeTask(act: Act, loop_id: string | null): Promise<void> {
  const { rows } = await sql<{ open: boolean }>`select closed_at is null as open from records.loop where id = ${loop_id}::uuid`.execute(act.tx);
  if (loop_id !== null && rows[0]?.open === true) await records.closeLoop(act.tx, loop_id, { cancelled: 'It was somebody else', author: authorOf(act) });
}
