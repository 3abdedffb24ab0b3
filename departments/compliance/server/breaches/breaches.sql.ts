import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { AssessBreach, Breach, BreachAct, BreachPerson, NewBreach } from '../../contract/breaches.ts';
import type { BreachFacts } from '../../rules/breaches/clocks.ts';
import type { z } from 'zod';

const closedShown = 100;

/** A breach as it stands in its table. */
export type BreachRow = Omit<Breach, 'aware_at' | 'closed_at' | 'clocks'> & BreachFacts & { closed_at: Date | null };

const columns = sql`id, title, aware_at, happened, seen, changed, lost, description, risk, risk_because, persons_about, categories, consequences, measures, hipaa, persons_exempt,
  authority_at, persons_at, secretary_at, media_at, delay_reason, closed_at, version`;

/** What is open, the one known longest first; then those that were closed last. */
export async function listBreaches(tx: Tx): Promise<BreachRow[]> {
  const { rows } = await sql<BreachRow>`select ${columns} from (
      (select * from compliance.breach where closed_at is null) union all (select * from compliance.breach where closed_at is not null order by closed_at desc limit ${closedShown})
    ) breach order by closed_at is not null, closed_at desc, aware_at, id`.execute(tx);
  return rows;
}

/** One breach; `hold` keeps others from changing it meanwhile. */
export async function findBreach(tx: Tx, id: string, hold = false): Promise<BreachRow | undefined> {
  const { rows } = await sql<BreachRow>`select ${columns} from compliance.breach where id = ${id}::uuid ${hold ? sql`for update` : sql``}`.execute(tx);
  return rows[0];
}

/** The instant that the wall clock of the hospital shows. */
const instantOf = (wall: string, zone: string) => sql`${wall}::timestamp at time zone ${zone}`;

export async function insertBreach(tx: Tx, { title, aware_at, happened, seen, changed, lost, description }: z.output<typeof NewBreach>, zone: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into compliance.breach (title, aware_at, happened, seen, changed, lost, description)
    values (${title}, ${instantOf(aware_at, zone)}, ${happened}, ${seen}, ${changed}, ${lost}, ${description}) returning id`.execute(tx);
  if (rows[0] === undefined) throw new Error('a breach was not kept');
  return rows[0].id;
}

export async function saveAssessment(tx: Tx, { breach_id, risk, risk_because, persons_about, categories, consequences, measures, hipaa, persons_exempt }: z.output<typeof AssessBreach>): Promise<void> {
  await sql`update compliance.breach set risk = ${risk}, risk_because = ${risk_because}, persons_about = ${persons_about}, categories = ${categories}, consequences = ${consequences}, measures = ${measures},
    hipaa = ${hipaa}, persons_exempt = ${persons_exempt}, version = version + 1 where id = ${breach_id}::uuid`.execute(tx);
}

/** Notes who was told. The first time counts; later ones stand among the acts. Returns when it was, as the acts have it. */
export async function saveNotice(tx: Tx, { breach_id, duty, at, delay_reason }: { breach_id: string; duty: string; at: string; delay_reason: string }, zone: string): Promise<Date> {
  const column = sql.ref(`${duty}_at`);
  const { rows } = await sql<{ told: Date }>`update compliance.breach set ${column} = coalesce(${column}, ${instantOf(at, zone)}), delay_reason = coalesce(delay_reason, nullif(${delay_reason}, '')), version = version + 1
    where id = ${breach_id}::uuid returning ${instantOf(at, zone)} as told`.execute(tx);
  return rows[0]!.told;
}

export async function saveClosure(tx: Tx, id: string): Promise<void> {
  await sql`update compliance.breach set closed_at = now(), version = version + 1 where id = ${id}::uuid`.execute(tx);
}

export async function noteBreachAct(tx: Tx, breach_id: string, { act, at, by_name, note }: { act: BreachAct['act']; at: Date; by_name: string; note: string }): Promise<void> {
  await sql`insert into compliance.breach_act (breach_id, act, at, by_name, note) values (${breach_id}::uuid, ${act}, ${at}, ${by_name}, ${note})`.execute(tx);
}

export async function readBreachActs(tx: Tx, breach_id: string): Promise<BreachAct[]> {
  const { rows } = await sql<Omit<BreachAct, 'at' | 'noted_at'> & { at: Date; noted_at: Date }>`select id, act, at, noted_at, by_name, note from compliance.breach_act where breach_id = ${breach_id}::uuid order by noted_at, id`.execute(tx);
  return rows.map(({ at, noted_at, ...row }) => ({ ...row, at: at.toISOString(), noted_at: noted_at.toISOString() }));
}

/** Whom it concerns, and the actor may see; a record that was merged stands under the one that survives. */
export async function readBreachPersons(tx: Tx, breach_id: string): Promise<BreachPerson[]> {
  const { rows } = await sql<BreachPerson>`select p.id as patient_id, p.display_name as name, p.hospital_number, b.what from compliance.breach_person b
    join patients.patient p on p.id = records.surviving(b.patient_id) where b.breach_id = ${breach_id}::uuid order by p.display_name, p.id`.execute(tx);
  return rows;
}

export async function insertBreachPerson(tx: Tx, { breach_id, patient_id, what }: { breach_id: string; patient_id: string; what: string }): Promise<void> {
  await sql`insert into compliance.breach_person (breach_id, patient_id, what) values (${breach_id}::uuid, ${patient_id}::uuid, ${what})`.execute(tx);
}
