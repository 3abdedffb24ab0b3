import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { addDays } from '@openward/platform/time';
import type { Random } from '@openward/patients/demo';
import { urgencies, WantedFields } from '../contract/waiting-list.ts';
import { enterReferral } from '../server/referral/receive.ts';
import { putWanted } from '../server/waiting-list/put.ts';

const author = { account_id: null, name: 'OpenWard' };
const entries = 14;
const senders = ['Dr Ito, Harbour Practice', 'Riverside Health Centre', 'Dr Mensah', 'Northgate Hospital'];
const reasons = ['Palpitations', 'Chronic knee pain', 'Raised blood sugar', 'Thyroid nodule', 'Recurring headaches', 'Shortness of breath'];

interface WaitingSeedOptions {
  now: Date;
  today: string;
  patient_ids: readonly string[];
  visit_type_ids: readonly string[];
  departments: readonly string[];
}

/** Some who wait for a time, and some referrals to triage. */
export async function seedWaiting(tx: Tx, draw: Random, { now, today, patient_ids, visit_type_ids, departments }: WaitingSeedOptions): Promise<void> {
  const { rows: known } = await sql<{ id: string; name: string }>`select id, name from staff.department where id = any (${[...new Set(departments)]}::uuid[]) order by name, id`.execute(tx);
  for (let at = 0; at < entries; at += 1) {
    const department = known[at % Math.max(1, known.length)];
    const asked = { visit_type_id: draw.pick(visit_type_ids), needs: [{ kind: 'clinician', ...(department === undefined ? {} : { department_id: department.id }) }], ...(draw.chance(0.3) ? { weekdays: [1, 3] } : {}) };
    const target_on = draw.chance(0.3) ? addDays(today, 3 + at) : null;
    await putWanted(tx, { ...WantedFields.parse({ asked, urgency: draw.pick(urgencies), target_on, note: draw.pick(reasons) }), patient_id: patient_ids[(at * 13) % patient_ids.length]! }, author);
  }
  for (const [at, priority] of (['stat', 'urgent', 'routine', 'routine', 'asap', 'routine'] as const).entries()) {
    await enterReferral(tx, {
      patient_id: patient_ids[(at * 17 + 5) % patient_ids.length]!, from_name: senders[at % senders.length]!, from_contact: '+44 20 7946 0100', their_number: `R-${1000 + at}`, document_id: null, authorisation: null,
      reason: reasons[at % reasons.length]!, note: null, priority, department: known[at % Math.max(1, known.length)] ?? null,
    }, author, new Date(now.getTime() - at * 5 * 3_600_000));
  }
}
