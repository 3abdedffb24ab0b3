import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** How a patient can be reached, and what must be heeded before. */
export interface Reached {
  /** The record that stands. */
  patient_id: string;
  /** It and those merged into it. */
  ids: string[];
  name: string;
  hospital_number: string;
  language: string | null;
  deceased: boolean;
  email: string | null;
  /** International form. */
  sms: string | null;
  /** The lines of a letter’s address; null without one. */
  address: string[] | null;
  rule: { consent: 'given' | 'refused' | 'not_asked'; channels: string[]; may_leave_message: boolean; hours: { from: string; to: string } | null; instruction: string | null; alternative: boolean } | null;
}

/** For messages: where a patient is reached today, and the rule that may keep them safe. Null where there is no such patient to see. */
export async function reachOf(tx: Tx, patient_id: string): Promise<Reached | null> {
  const { rows } = await sql<Reached>`
    select p.id as patient_id, array(select id from patients.patient a where a.id = p.id or a.survivor_id = p.id) as ids, p.hospital_number, p.language, p.deceased,
      coalesce(nullif(concat_ws(' ', array_to_string(n.given, ' '), n.family), ''), n.text, p.display_name) as name,
      (select t.value from patients.telecom t where t.patient_id = p.id and t.system = 'email' and t.use is distinct from 'old' and t.value ~ '^[^@\\s]+@[^@\\s]+$'
          and (t.valid_to is null or left(t.valid_to, 10) >= to_char(now(), 'YYYY-MM-DD')) order by t.use = 'work', t.rank nulls last, t.position limit 1) as email,
      (select t.e164 from patients.telecom t where t.patient_id = p.id and t.e164 is not null and t.use is distinct from 'old' and (t.system = 'sms' or (t.system = 'phone' and t.use = 'mobile'))
          and (t.valid_to is null or left(t.valid_to, 10) >= to_char(now(), 'YYYY-MM-DD')) order by t.rank nulls last, t.position limit 1) as sms,
      (select array_remove(case when a.lines = '{}' and a.text is not null then array[a.text] else a.lines || array[nullif(concat_ws(' ', a.postal_code, a.city), ''), a.country] end, null) from patients.address a where a.patient_id = p.id and a.use is distinct from 'old'
          order by a.position limit 1) as address,
      (select jsonb_build_object('consent', r.consent, 'channels', r.channels, 'may_leave_message', r.may_leave_message, 'instruction', r.instruction,
          'alternative', r.alternative_name is not null or r.alternative_phone is not null,
          'hours', case when r.hours_from is not null then jsonb_build_object('from', to_char(r.hours_from, 'HH24:MI'), 'to', to_char(r.hours_to, 'HH24:MI')) end)
        from patients.contact_rule r where r.patient_id = p.id) as rule
    from patients.patient asked join patients.patient p on p.id = asked.standing_id
      left join lateral (select * from patients.name n where n.patient_id = p.id and n.use is distinct from 'old' order by n.use = 'official' desc nulls last, n.position limit 1) n on true
    where asked.id = ${patient_id}::uuid`.execute(tx);
  return rows[0] ?? null;
}
