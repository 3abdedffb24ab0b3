import { sql } from 'kysely';
import { serve } from '@openward/platform/http';
import { visitsContract as contract, type RegisterLine } from '../../contract/index.ts';

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** The register of a day of the hospital: everybody who came on it, in the order in which they came. */
export const emergencyRegister = serve(contract.emergencyRegister, async ({ date = null }, act) => {
  const { rows: [day] } = await sql<{ date: string }>`select coalesce(${date}::date, staff.today())::text as date`.execute(act.tx);
  const { rows } = await sql<RegisterLine>`
    select v.id as visit_id, v.number, coalesce(s.id, p.id) as patient_id, coalesce(s.display_name, p.display_name) as patient_name, coalesce(s.hospital_number, p.hospital_number) as hospital_number,
      case when s.id is null then p.birth_date else s.birth_date end as birth_date, coalesce(s.sex, p.sex) as sex, e.arrival_mode,
      (select string_agg(coalesce(r ->> 'text', r ->> 'display'), ', ') from jsonb_array_elements(v.reasons) r) as complaint, e.medico_legal,
      ${iso('coalesce(v.arrived_at, v.opened_at)')} as arrived_at, ${iso('first.at')} as triaged_at, e.scheme, e.level, ${iso('e.due_at')} as due_at, ${iso('v.started_at')} as started_at,
      e.disposition, ${iso('e.disposition_at')} as disposition_at, ${iso('v.ended_at')} as ended_at,
      case when e.due_at is null then null when v.started_at is not null then v.started_at <= e.due_at when e.dead or v.ended_at is not null then null
        when clock_timestamp() > e.due_at then false end as target_met, e.out_of_turn_reason
    from visits.visit v join visits.emergency e on e.visit_id = v.id join patients.patient p on p.id = v.patient_id left join patients.patient s on s.id = p.survivor_id
      left join visits.triage first on first.visit_id = v.id and first.sequence = 1,
      (select ${day?.date ?? null}::timestamp at time zone staff.local_time_zone(null) as start, (${day?.date ?? null}::date + 1)::timestamp at time zone staff.local_time_zone(null) as over) local
    where v.class = 'emergency' and v.status not in ('entered-in-error', 'planned') and coalesce(v.arrived_at, v.opened_at) >= local.start and coalesce(v.arrived_at, v.opened_at) < local.over
    order by coalesce(v.arrived_at, v.opened_at), v.id limit 2000`.execute(act.tx);
  act.audit.shown(rows.map(({ patient_id }) => patient_id));
  const clinical = act.actor.permissions.has('records.read');
  return { date: day?.date ?? '', lines: rows.map((row) => (clinical ? row : { ...row, complaint: null })) };
});
