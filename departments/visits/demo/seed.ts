import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { random as randomOf, type Random } from '@openward/patients/demo';
import { records } from '@openward/records/api';
import type { VisitClass } from '../contract/visit.ts';
import { toCondition } from '../rules/fhir.ts';
import { notePrinted, reserveNumbers } from '../server/form/form.sql.ts';
import { projectVisits } from '../server/project.ts';
import { insertVisits, readVisits, type VisitToMake } from '../server/visit.sql.ts';
import { cases, type DemoCase } from './cases.ts';
import { lastingStatements, vitalSigns } from './statements.ts';

export interface VisitSeedOptions {
  seed: string;
  /** The moment at which the demo is made: today’s visits lie before it. */
  now: Date;
  /** Those who may come: alive, and not restricted. */
  patient_ids: readonly string[];
  doctors: readonly { staff_id: string; name: string; department: string }[];
  /** Ids of departments by code. */
  departments: ReadonlyMap<string, string>;
}

interface Planned {
  make: VisitToMake;
  case: DemoCase;
  doctor: string;
  /** Where it is to come to. */
  state: 'planned' | 'arrived' | 'triaged' | 'in-progress' | 'finished' | 'signed';
  at: Date;
}

const days = 14;
const perDay = 18;
const minute = 60_000;
const author = { account_id: null, name: 'OpenWard' };
const source = 'urn:openward:demo';

/** Gives the demo hospital a fortnight of visits and those of today, in as few statements as it can. Returns how many. */
export async function seedVisits(tx: Tx, options: VisitSeedOptions): Promise<number> {
  const planned = planOf(options);
  if (planned.length === 0) return 0;
  const ids = await insertVisits(tx, planned.map(({ make }) => make), author.name);
  const visits = planned.map((each, at) => ({ ...each, id: ids[at] ?? '', end: new Date(each.at.getTime() + 25 * minute) }));
  const over = visits.filter(({ state }) => state === 'finished' || state === 'signed');
  const diagnosed = visits.filter(({ state }) => state === 'signed');
  await sql`update visits.visit set status = 'triaged', triaged_at = arrived_at + interval '6 minutes', updated_by_name = ${author.name}
    where id = any (${visits.filter(({ state }) => state === 'triaged').map(({ id }) => id)}::uuid[])`.execute(tx);
  await sql`insert into visits.diagnosis (visit_id, use, rank, system, code, display, recorded_at, recorded_by_name)
    select visit_id, 'discharge', 1, 'http://hl7.org/fhir/sid/icd-10', code, display, at, name
    from jsonb_to_recordset(${JSON.stringify(diagnosed.map((each) => ({ visit_id: each.id, ...each.case.diagnosis, at: each.end, name: each.doctor })))}::jsonb)
      as given(visit_id uuid, code text, display text, at timestamptz, name text)`.execute(tx);
  const ends = JSON.stringify(over.map(({ id, end, doctor, state }) => ({ id, ended: end, doctor: state === 'signed' ? doctor : null })));
  await sql`update visits.participant p set during = tstzrange(lower(p.during), given.ended)
    from jsonb_to_recordset(${ends}::jsonb) as given(id uuid, ended timestamptz) where p.visit_id = given.id`.execute(tx);
  await sql`update visits.visit v set status = 'finished', ended_at = given.ended, disposition = case when given.doctor is not null then 'home' end,
      signed_at = case when given.doctor is not null then given.ended end, signed_by_name = given.doctor, updated_by_name = coalesce(given.doctor, ${author.name})
    from jsonb_to_recordset(${ends}::jsonb) as given(id uuid, ended timestamptz, doctor text) where v.id = given.id`.execute(tx);
  await projectVisits(tx, ids, author);
  // A few sheets lie ready in the clinic.
  await notePrinted(tx, (await reserveNumbers(tx, 'Clinic', 'Demo', 5)).block_id);
  const random = randomOf(`${options.seed}/statements`);
  const whole = new Map((await readVisits(tx, diagnosed.map(({ id }) => id))).map((visit) => [visit.id, visit]));
  const known = new Set<string>();
  const resources = visits.flatMap(({ id, make, at, end, case: of, state, doctor }) => {
    const fresh = !known.has(make.patient_id);
    known.add(make.patient_id);
    const visit = whole.get(id);
    return [
      ...(fresh ? lastingStatements(random, make.patient_id, at.toISOString()) : []),
      ...(state === 'planned' || state === 'arrived' ? [] : vitalSigns(random, { id, patient_id: make.patient_id, at: new Date(at.getTime() + 4 * minute).toISOString(), fever: of.fever })),
      ...(visit?.clinical.diagnoses.map((diagnosis) => toCondition(diagnosis, visit, { at: end.toISOString(), by: doctor })) ?? []),
    ];
  });
  await records.putMany(tx, resources.map((resource) => ({ resource, author, source })));
  return visits.length;
}

/** Who comes when, and why: the same for the same seed. */
function planOf({ seed, now, patient_ids, doctors, departments }: VisitSeedOptions): Planned[] {
  const random = randomOf(`${seed}/visits`);
  const midnight = new Date(now).setUTCHours(0, 0, 0, 0);
  const planned: Planned[] = [];
  for (let day = days; day >= 1; day -= 1) {
    for (let each = 0; each < perDay; each += 1) {
      const at = new Date(midnight - day * 86_400_000 + 8 * 60 * minute + each * 30 * minute + random.whole(0, 20) * minute);
      add(at, day > 2 || random.chance(0.7) ? 'signed' : 'finished');
    }
  }
  const today = ['signed', 'signed', 'finished', 'finished', 'in-progress', 'in-progress', 'in-progress', 'in-progress', 'triaged', 'triaged', 'triaged', 'arrived', 'arrived', 'arrived', 'arrived', 'arrived'] as const;
  today.forEach((state, place) => add(new Date(now.getTime() - (today.length - place) * 9 * minute - 30 * minute), state));
  for (let each = 1; each <= 6; each += 1) add(new Date(now.getTime() + each * 20 * minute), 'planned');
  return planned;

  function add(at: Date, state: Planned['state']): void {
    const chosen = pickCase(random);
    const own = doctors.filter(({ department }) => department === chosen.department);
    const [patient_id, doctor] = [patient_ids[(planned.length * 7) % Math.max(1, patient_ids.length)], own[random.whole(0, Math.max(0, own.length - 1))]];
    if (patient_id === undefined || doctor === undefined) return;
    const kind: VisitClass = chosen.department === 'ED' ? 'emergency' : random.chance(0.06) ? 'tele' : 'outpatient';
    const begins = state === 'planned' ? 'planned' : state === 'arrived' || state === 'triaged' ? 'arrived' : 'in-progress';
    planned.push({
      case: chosen, doctor: doctor.name, state, at,
      make: {
        patient_id, class: kind, status: begins, department_id: departments.get(chosen.department) ?? null, location_id: null,
        practitioner_id: doctor.staff_id, reasons: [chosen.reason], history_text: begins === 'in-progress' ? chosen.history : null, referred_by: null,
        referral_text: null, planned_for: state === 'planned' ? at.toISOString() : null,
        ...(state === 'planned' ? {} : { at: at.toISOString() }), after_death: false,
      },
    });
  }
}

const pickCase = (random: Random): DemoCase => random.pick(cases);
