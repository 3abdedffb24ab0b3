import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Referral } from '../../contract/referral.ts';
import type { Author } from '../author.ts';

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

export interface ReferralFilter {
  ids?: readonly string[];
  show?: 'to-triage' | 'without-a-time' | 'to-tell' | 'all';
  department_id?: string | undefined;
}

/** Referrals whole, those that are due first before the others; those that may not be seen are left out. */
export async function readReferrals(tx: Tx, { ids, show = 'all', department_id }: ReferralFilter): Promise<Referral[]> {
  const { rows } = await sql<Referral>`
    select r.id, r.version, r.patient_id, s.display_name as patient_name, s.hospital_number, r.service_request_id, r.origin, r.from_name, r.from_contact, r.their_number, r.document_id, r.authorisation,
      r.reason, r.note, r.priority, r.department_id, d.name as department_name, r.owner_account, r.owner_name, ${iso('r.received_at')} as received_at, ${iso('r.triage_due')} as triage_due,
      r.state = 'received' and r.triage_due < now() as late, r.state, r.urgency, r.target_on::text as target_on, r.visit_type_id, t.name as visit_type_name, ${iso('r.decided_at')} as decided_at,
      r.decided_by_name as decided_by, r.decision_note, ${iso('r.told_at')} as told_at, r.wanted_id, r.appointment_id, ${iso('a.starts_at')} as appointment_start,
      (select coalesce(jsonb_agg(jsonb_build_object('act', x.act, 'detail', x.detail, 'at', ${iso('x.at')}, 'by', x.actor_name) order by x.place), '[]')
        from scheduling.referral_step x where x.referral_id = r.id) as steps
    from scheduling.referral r join patients.patient p on p.id = r.patient_id join patients.patient s on s.id = p.standing_id
      left join staff.department d on d.id = r.department_id left join scheduling.visit_type t on t.id = r.visit_type_id left join scheduling.appointment a on a.id = r.appointment_id
    where (${ids ?? null}::uuid[] is null or r.id = any (${ids ?? null}::uuid[]))
      and (${department_id ?? null}::uuid is null or r.department_id = ${department_id ?? null}::uuid)
      and (${show} = 'all' or (${show} = 'to-triage' and r.state = 'received') or (${show} = 'without-a-time' and r.state = 'accepted') or (${show} = 'to-tell' and r.state = 'rejected' and r.told_at is null))
    order by r.triage_due, r.id limit 500`.execute(tx);
  return rows;
}

/** Writes down what was done with a referral. */
export async function writeStep(tx: Tx, referral_id: string, act: Referral['steps'][number]['act'], detail: string | null, author: Author): Promise<void> {
  await sql`insert into scheduling.referral_step (referral_id, place, act, detail, actor_name)
    select ${referral_id}::uuid, coalesce(max(place), 0) + 1, ${act}, ${detail}, ${author.name} from scheduling.referral_step where referral_id = ${referral_id}::uuid`.execute(tx);
}
