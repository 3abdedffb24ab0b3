import { sql } from 'kysely';
import { z } from 'zod';
import { wristbandsPdf } from '@openward/patients/api';
import { Document, Problem, secured, serve, type Act } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { visitsContract as contract, type BandCategory, type Incident } from '../../contract/index.ts';
import { authorOf } from '../author.ts';
import { projectVisits } from '../project.ts';
import { insertVisits, lockVisit } from '../visit.sql.ts';
import { registerUnknowns } from './arrive.ts';
import { holdTurn, usualDepartment } from './emergency.sql.ts';
import { tellBoards } from './held.ts';
import { readBands, readIncidents, takeNumbers } from './incident.sql.ts';
import { judge } from './triage.ts';

const unknown = () => new Problem(404, 'visits.incident_unknown', 'There is no such incident', { field: 'incident_id' });

async function incidentNow(act: Act, incident_id: string): Promise<Incident> {
  const [found] = await readIncidents(act.tx, incident_id);
  if (found === undefined) throw unknown();
  const bands = await readBands(act.tx, incident_id);
  act.audit.shown(bands.map(({ patient_id }) => patient_id));
  act.audit.detail({ incident_id });
  const { banded: _banded, ...incident } = found;
  return { ...incident, bands };
}

export const startIncident = serve(contract.startIncident, async ({ name, department_id }, act) => {
  const { rows } = await sql<{ id: string }>`insert into visits.incident (name, department_id, started_by_name)
    values (${name}, ${department_id ?? (await usualDepartment(act.tx))}::uuid, ${act.actor.display_name}) returning id`.execute(act.tx);
  tellBoards(act.tx);
  return incidentNow(act, rows[0]?.id ?? '');
});

export const incidents = serve(contract.incidents, async (_input, { tx }) => ({ incidents: await readIncidents(tx) }));

export const incident = serve(contract.incident, async ({ incident_id }, act) => incidentNow(act, incident_id));

/** Fifty at once: numbers, temporary identities and visits in one transaction. The numbers are taken first, so that two desks wait for each other only here. */
export const band = serve(contract.band, async ({ incident_id, count }, act) => {
  const taken = await takeNumbers(act.tx, incident_id, count);
  if (taken === null) throw (await readIncidents(act.tx, incident_id)).length === 0 ? unknown() : new Problem(409, 'visits.incident_over', 'This incident was stood down', { field: 'incident_id' });
  const patient_ids = await registerUnknowns(act, count, { sex: 'unknown', age_estimate: null });
  const visit_ids = await insertVisits(act.tx, patient_ids.map((patient_id) => ({
    patient_id, class: 'emergency', status: 'arrived', department_id: taken.department_id, location_id: null, practitioner_id: null, reasons: [],
    referred_by: null, referral_text: null, planned_for: null, after_death: false,
  })), authorOf(act).name);
  await sql`insert into visits.band (incident_id, number, visit_id) select ${incident_id}::uuid, ${taken.first} + place::int - 1, id
    from unnest(${visit_ids}::uuid[]) with ordinality as given(id, place)`.execute(act.tx);
  await projectVisits(act.tx, visit_ids, authorOf(act));
  act.audit.detail({ incident_id, count, first: taken.first });
  return { bands: await readBands(act.tx, incident_id, visit_ids.map((_id, at) => taken.first + at)) };
});

const levels: Record<Exclude<BandCategory, 'dead'>, number> = { immediate: 1, urgent: 2, delayed: 4 };

/** Sorts somebody quickly. Each sorting is a triage; the dead wait for nobody. */
export const sortBand = serve(contract.sortBand, async ({ incident_id, number, category }, act) => {
  await holdTurn(act.tx);
  const [found] = await readBands(act.tx, incident_id, [number]);
  if (found === undefined) throw new Problem(404, 'visits.band_unknown', 'There is no such band', { field: 'number' });
  act.authorise({ patient_id: found.patient_id, ...(await records.labelOf(act.tx, found.patient_id)) });
  act.audit.patient(found.patient_id);
  act.audit.detail({ incident_id, number, category });
  const visit = await lockVisit(act.tx, found.visit_id);
  if (visit === undefined || !['arrived', 'triaged', 'in-progress', 'onleave'].includes(visit.status)) {
    throw new Problem(409, 'visits.emergency_over', 'This emergency visit is over', { field: 'number' });
  }
  await sql`update visits.band set category = ${category}, category_at = clock_timestamp(), category_by_name = ${act.actor.display_name}
    where incident_id = ${incident_id}::uuid and number = ${number}`.execute(act.tx);
  await sql`update visits.emergency set dead = ${category === 'dead'}, updated_by_name = ${act.actor.display_name} where visit_id = ${found.visit_id}::uuid`.execute(act.tx);
  if (category !== 'dead') {
    const { rows: [of] } = await sql<{ department_id: string | null }>`select department_id from visits.visit where id = ${found.visit_id}::uuid`.execute(act.tx);
    await judge(act, { visit_id: found.visit_id, patient_id: visit.patient_id, department_id: of?.department_id ?? null, level: levels[category], reason: `Sorted: ${category}`, scheme: 'INCIDENT' });
  }
  await projectVisits(act.tx, [found.visit_id], authorOf(act));
  return (await readBands(act.tx, incident_id, [number]))[0] ?? found;
});

export const standDown = serve(contract.standDown, async ({ incident_id }, act) => {
  const { rows } = await sql`update visits.incident set ended_at = clock_timestamp(), ended_by_name = ${act.actor.display_name}
    where id = ${incident_id}::uuid and ended_at is null returning 1`.execute(act.tx);
  if (rows.length === 0) throw (await readIncidents(act.tx, incident_id)).length === 0 ? unknown() : new Problem(409, 'visits.incident_over', 'This incident was stood down already', { field: 'incident_id' });
  tellBoards(act.tx);
  return incidentNow(act, incident_id);
});

/** The wristbands of an incident in one file, a page each. */
export const incidentWristbands = secured(
  {
    method: 'GET', path: '/emergency/incidents/{incident_id}/wristbands', summary: 'Print the wristbands of a major incident in one file',
    permission: 'patients.print', patient: 'query', event: 'visits.incident.print',
  },
  z.strictObject({ incident_id: z.uuid(), from: z.coerce.number().int().min(1).max(9999).default(1), to: z.coerce.number().int().min(1).max(9999).default(9999) }),
  async ({ incident_id, from, to }, act) => {
    const bands = (await readBands(act.tx, incident_id)).filter(({ number }) => number >= from && number <= to);
    if (bands.length === 0) throw new Problem(404, 'visits.band_unknown', 'There are no such bands', { field: 'incident_id' });
    act.audit.shown(bands.map(({ patient_id }) => patient_id));
    act.audit.detail({ incident_id, from, to, bands: bands.length });
    return new Document('application/pdf', await wristbandsPdf(act.tx, bands.map(({ patient_id, code }) => ({ patient_id, before: code }))), `wristbands-${bands[0]?.code ?? ''}.pdf`);
  },
);
