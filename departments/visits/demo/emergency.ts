import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { records } from '@openward/records/api';
import type { ArrivalMode, Triage } from '../contract/emergency.ts';
import { toTriageObservation } from '../rules/emergency/fhir.ts';
import { projectVisits } from '../server/project.ts';
import { insertVisits } from '../server/visit.sql.ts';

export interface EmergencySeedOptions {
  now: Date;
  /** Those who may come: alive, and not restricted. */
  patient_ids: readonly string[];
  doctors: readonly { staff_id: string; name: string; department: string }[];
  /** Ids of departments by code. */
  departments: ReadonlyMap<string, string>;
}

interface Case {
  complaint: string;
  mode: ArrivalMode;
  /** Minutes ago. */
  came: number;
  level: number | null;
  being_seen?: true;
  boards?: true;
  next?: string;
  legal?: true;
}

const minute = 60_000;
const author = { account_id: null, name: 'OpenWard' };
const cases: readonly Case[] = [
  { complaint: 'Chest pain, grey and sweating', mode: 'ambulance', came: 24, level: 1, being_seen: true, next: 'Cardiologist on the way' },
  { complaint: 'Short of breath', mode: 'ambulance', came: 190, level: 2, being_seen: true, boards: true, next: 'Bed on the medical ward' },
  { complaint: 'Fever, stiff neck', mode: 'brought', came: 6, level: 2, next: 'Isolate' },
  { complaint: 'Fall from a ladder, back pain', mode: 'ambulance', came: 52, level: 3, legal: true },
  { complaint: 'Cut hand', mode: 'walk-in', came: 85, level: 4, next: 'Wound care' },
  { complaint: 'Sore throat', mode: 'walk-in', came: 96, level: 5 },
  { complaint: 'Hit by a car, awake', mode: 'police', came: 40, level: 2, being_seen: true, legal: true, next: 'X-ray' },
  { complaint: 'Vomiting since last night', mode: 'walk-in', came: 9, level: null },
  { complaint: 'Dizzy', mode: 'referred', came: 3, level: null },
];

/** Puts the emergency department in motion: some being seen, one who boards, some who wait, one over their time, two to be triaged. Returns how many. */
export async function seedEmergencies(tx: Tx, { now, patient_ids, doctors, departments }: EmergencySeedOptions): Promise<number> {
  const department_id = departments.get('ED') ?? null;
  const own = doctors.filter(({ department }) => department === 'ED');
  const patients = patient_ids.slice(-cases.length);
  if (department_id === null || own.length === 0 || patients.length < cases.length) return 0;
  await sql`insert into visits.emergency_department (department_id) values (${department_id}::uuid) on conflict do nothing`.execute(tx);
  const came = (one: Case) => new Date(now.getTime() - one.came * minute);
  const ids = await insertVisits(tx, cases.map((one, at) => ({
    patient_id: patients[at] ?? '', class: 'emergency', status: one.being_seen === true ? 'in-progress' : 'arrived', department_id, location_id: null,
    practitioner_id: one.being_seen === true ? (own[at % own.length]?.staff_id ?? null) : null, reasons: [{ text: one.complaint }], referred_by: null, referral_text: null,
    planned_for: null, at: came(one).toISOString(), after_death: false,
  })), author.name);
  const made = cases.map((one, at) => ({ ...one, visit_id: ids[at] ?? '', triaged: new Date(came(one).getTime() + 4 * minute).toISOString(), boarding: one.boards === true ? new Date(now.getTime() - 70 * minute).toISOString() : null }));
  await sql`update visits.emergency e set arrival_mode = given.mode, next_step = given.next, medico_legal = coalesce(given.legal, false), updated_by_name = ${author.name},
      disposition = case when given.boarding is not null then 'admit' end, disposition_at = given.boarding, boarding_since = given.boarding,
      disposition_by_name = case when given.boarding is not null then ${author.name} end, bed_department_id = case when given.boarding is not null then ${departments.get('MED') ?? null}::uuid end
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as given(visit_id uuid, mode text, next text, legal boolean, boarding timestamptz) where e.visit_id = given.visit_id`.execute(tx);
  // Those of the other visits of today who were triaged are given a category too.
  await sql`insert into visits.triage (visit_id, scheme, level, at, actor_name)
    select v.id, 'ESI', 3, v.triaged_at, ${author.name} from visits.visit v where v.class = 'emergency' and v.status = 'triaged'`.execute(tx);
  await sql`insert into visits.triage (visit_id, scheme, level, at, actor_name)
    select visit_id, 'ESI', level, triaged, ${author.name} from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as given(visit_id uuid, level smallint, triaged timestamptz) where level is not null`.execute(tx);
  await sql`update visits.visit v set status = 'triaged', triaged_at = given.triaged, updated_by_name = ${author.name}
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as given(visit_id uuid, level smallint, triaged timestamptz) where v.id = given.visit_id and given.level is not null and v.status = 'arrived'`.execute(tx);
  await projectVisits(tx, ids, author);
  const { rows } = await sql<Triage & { visit_id: string; patient_id: string }>`select t.id, t.sequence, t.scheme, t.level, t.minutes, to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
      t.due_at::text as due_at, t.news2, t.reason, t.actor_name as by, t.visit_id, v.patient_id from visits.triage t join visits.visit v on v.id = t.visit_id`.execute(tx);
  await records.putMany(tx, rows.map(({ visit_id, patient_id, ...triage }) => ({ resource: toTriageObservation(triage, { patient_id, visit_id }), patient_id, author })));
  return ids.length;
}
