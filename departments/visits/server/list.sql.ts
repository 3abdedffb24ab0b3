import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { VisitRow } from '../contract/list.ts';
import type { Coded } from '../contract/text.ts';
import { codedText } from '../contract/text.ts';
import type { VisitClass, VisitStatus } from '../contract/visit.ts';

export interface ListFilter {
  of: 'mine' | 'department' | 'all';
  state: 'open' | 'today' | 'unsigned';
  class?: VisitClass | undefined;
  status?: VisitStatus | undefined;
  department_id?: string | undefined;
  limit: number;
  after: { at: string; id: string } | null;
}

interface ListedRow extends Omit<VisitRow, 'reason' | 'since'> {
  reasons: Coded[];
  since: Date;
  opened_at: Date;
}

/** A row of the list, with its place in it. */
export type Listed = VisitRow & { opened_at: Date };

/** The visits of the hospital, newest first; of what may be seen. Each state has an index that it ranges over. */
export async function listVisits(tx: Tx, filter: ListFilter): Promise<Listed[]> {
  const { of, state, after } = filter;
  const today = sql`(staff.today()::timestamp at time zone coalesce((select time_zone from platform.installation), 'UTC'))`;
  const states = {
    open: sql`v.status in ('planned', 'arrived', 'triaged', 'in-progress', 'onleave')`,
    today: sql`((v.opened_at >= ${today} or v.planned_for >= ${today} or v.reopened_at >= ${today}) and coalesce(v.planned_for, ${today}) < ${today} + interval '1 day'
      and v.status <> 'entered-in-error')`,
    unsigned: sql`v.status = 'finished' and v.signed_at is null`,
  }[state];
  const own = sql`(select staff_id from auth.account where id = platform.actor_id())`;
  const whose = {
    all: sql`true`,
    mine: sql`exists (select from visits.participant p where p.visit_id = v.id and p.practitioner_id = ${own})`,
    department: sql`v.department_id in (select a.department_id from staff.assignment a where a.practitioner_id = ${own} and a.during @> staff.today())`,
  }[of];
  const { rows } = await sql<ListedRow>`
    select v.id, v.number, v.patient_id, p.display_name as patient_name, p.hospital_number, p.birth_date, p.sex, v.class, v.status,
      d.name as department_name, l.name as location_name, v.reasons, v.signed_at is not null as signed, v.opened_at,
      coalesce(v.ended_at, v.started_at, v.triaged_at, v.arrived_at, v.planned_for, v.opened_at) as since,
      (select s.display_name from visits.participant a join staff.practitioner s on s.id = a.practitioner_id
        where a.visit_id = v.id and a.role = 'attender' order by lower(a.during) desc limit 1) as attender_name
    from visits.visit v join patients.patient p on p.id = v.patient_id
      left join staff.department d on d.id = v.department_id left join staff.location l on l.id = v.location_id
    where ${states} and ${whose}
      and (${filter.class ?? null}::text is null or v.class = ${filter.class ?? null})
      and (${filter.status ?? null}::text is null or v.status = ${filter.status ?? null})
      and (${filter.department_id ?? null}::uuid is null or v.department_id = ${filter.department_id ?? null}::uuid)
      and (${after?.at ?? null}::timestamptz is null or (v.opened_at, v.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by v.opened_at desc, v.id desc limit ${filter.limit}`.execute(tx);
  return rows.map(({ reasons, since, ...row }) => ({ ...row, since: since.toISOString(), reason: reasons.map(codedText).join(', ') || null }));
}
