import { sql } from 'kysely';
import { tellOrigin } from '@openward/ledger/api';
import { cancelCharges, chargeFor, moveCharges, readDoneWith, type ChargeEvent, type DoneEvent } from '@openward/billing/api';
import type { Tx } from '@openward/platform/db';
import { records } from '@openward/records/api';
import type { Author } from './author.ts';
import { readVisits, type WholeVisit } from './visit.sql.ts';

/**
 * Charges what a visit has come to, in the transaction of whatever brought it there. It looks at how the visit stands and not at what was done
 * to it: whichever way a visit is finished, it is charged, and an event that has charged charges nothing more.
 */
export async function chargeVisits(tx: Tx, visits: readonly WholeVisit[], author: Author): Promise<void> {
  if (visits.length === 0) return;
  const { rules, charged } = await standing(tx, visits.map(({ id }) => id));
  for (const visit of visits) {
    const own = charged.filter(({ visit_id }) => visit_id === visit.id);
    if (own.length > 0) await follow(tx, visit, own, author);
    for (const event of eventsOf(visit)) {
      if (rules.has(event.kind) && !own.some(({ source_kind, source_id }) => source_kind === event.kind && source_id === event.source_id)) await chargeFor(tx, event, author);
    }
  }
}

interface Charged {
  visit_id: string;
  patient_id: string;
  source_kind: string;
  source_id: string;
  live: boolean;
}

/** Charges go where their visit goes. */
async function follow(tx: Tx, visit: WholeVisit, own: readonly Charged[], author: Author): Promise<void> {
  const live = own.filter((charge) => charge.live);
  if (live.some(({ patient_id }) => patient_id !== visit.patient_id)) {
    const aliases = await records.aliasSet(tx, visit.patient_id);
    if (live.some(({ patient_id }) => !aliases.includes(patient_id))) await moveCharges(tx, visit.id, visit.patient_id, author);
  }
  if (live.length > 0 && (visit.status === 'cancelled' || visit.status === 'entered-in-error')) await cancelCharges(tx, visit.id, { never: visit.status === 'entered-in-error' }, author);
}

async function standing(tx: Tx, ids: readonly string[]): Promise<{ rules: Set<string>; charged: Charged[] }> {
  const { rows } = await sql<{ kinds: string[]; charged: Charged[] }>`
    select array(select distinct event_kind from billing.charge_rule where active) as kinds,
      (select coalesce(jsonb_agg(jsonb_build_object('visit_id', visit_id, 'patient_id', patient_id, 'source_kind', source_kind, 'source_id', source_id, 'live', state <> 'void' and hold_reason is distinct from 'to-void' and hold_reason is distinct from 'to-move')), '[]')
        from billing.charge where visit_id = any (${ids}::uuid[])) as charged`.execute(tx);
  return { rules: new Set(rows[0]!.kinds), charged: rows[0]!.charged };
}

const minutesBetween = (from: string, until: string): number => Math.max(0, Math.floor((Date.parse(until) - Date.parse(from)) / 60_000));

/** What of a visit may charge, as it stands. */
export function eventsOf(visit: WholeVisit): ChargeEvent[] {
  const { id, patient_id, status, arrived_at, triaged_at, started_at, ended_at, planned_for } = visit;
  if (status === 'entered-in-error') return [];
  const practitioner_id = visit.participants.find(({ role }) => role === 'attender')?.practitioner_id ?? null;
  const of = { source_id: id, patient_id, visit_id: id, visit_class: visit.class, department_id: visit.department_id, location_id: visit.location_id, practitioner_id };
  if (status === 'cancelled') {
    const at = visit.history.find((line) => line.status === 'cancelled')?.at ?? new Date().toISOString();
    // A fee may ask how short the notice was.
    return [{ ...of, kind: 'cancellation', at, minutes: planned_for === null ? null : minutesBetween(at, planned_for) }];
  }
  const emergency = visit.class === 'emergency';
  return [
    ...(arrived_at === null ? [] : [{ ...of, kind: 'arrival', at: arrived_at, performed: false }]),
    ...(emergency && triaged_at !== null ? [{ ...of, kind: 'triage', at: triaged_at }] : []),
    ...(emergency && started_at !== null && ended_at !== null ? [{ ...of, kind: 'treatment', at: started_at, minutes: minutesBetween(started_at, ended_at) }] : []),
    ...(!emergency && visit.class !== 'inpatient' && status === 'finished' && started_at !== null && ended_at !== null ? [{ ...of, kind: 'consultation', at: started_at, minutes: minutesBetween(started_at, ended_at) }] : []),
  ];
}

/** The books lead from a figure down to the visit that made it. */
tellOrigin('visit', async (tx, id) => {
  const { rows: [visit] } = await sql<{ label: string; patient_id: string }>`select number as label, patient_id from visits.visit where id = ${id}::uuid`.execute(tx);
  return visit;
});

/** What was done in some days, for the report of what charged nothing. */
readDoneWith(async (tx, { from, until }) => {
  const { rows } = await sql<{ id: string }>`
    select v.id from visits.visit v, (select (${from}::date)::timestamp at time zone staff.local_time_zone(null) as start, (${until}::date + 1)::timestamp at time zone staff.local_time_zone(null) as stop) day
    where v.status in ('finished', 'cancelled') and coalesce(v.ended_at, v.updated_at) >= day.start and coalesce(v.ended_at, v.updated_at) < day.stop order by v.id limit 2000`.execute(tx);
  return (await readVisits(tx, rows.map(({ id }) => id))).flatMap((visit) => eventsOf(visit).map((event): DoneEvent => ({ ...event, what: visit.number })));
});
