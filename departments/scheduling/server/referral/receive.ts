import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { announce, type Database, type Tx } from '@openward/platform/db';
import { liveTopics } from '@openward/platform/http';
import { records } from '@openward/records/api';
import { triageDue, type Priority } from '../../rules/referral/due.ts';
import { toServiceRequest } from '../../rules/referral/fhir.ts';
import type { Author } from '../author.ts';
import { writeStep } from './referral.sql.ts';

liveTopics({ referrals: 'scheduling.read' });

const itself: Author = { account_id: null, name: 'OpenWard' };
const referralCode = '3457005';

interface Come {
  service_request_id: string;
  patient_id: string;
  from_name: string | null;
  from_account: string | null;
  their_number: string | null;
  reason: string;
  note: string | null;
  priority: string | null;
  department_id: string | null;
  at: Date;
  looped: boolean;
}

/**
 * Receives what was ordered here as a referral, and what other systems wrote as one, within a week: each ServiceRequest once. One without a
 * loop gets one, so that somebody is asked when it stays open.
 */
export async function receiveReferrals(database: Database): Promise<number> {
  return database.transaction({ scope: 'system' }, async (tx) => {
    const { rows } = await sql<Come>`
      select r.id as service_request_id, r.patient_id, coalesce(l.opened_by_name, r.body->'requester'->>'display', r.author_name) as from_name, l.opened_by as from_account,
        r.body->'identifier'->0->>'value' as their_number,
        coalesce(r.body->'reasonCode'->0->>'text', r.body->'reasonCode'->0->'coding'->0->>'display', r.body->'code'->>'text', r.body->'code'->'coding'->0->>'display', r.title, 'Referral') as reason,
        r.body->'note'->0->>'text' as note, r.body->>'priority' as priority, r.last_updated as at, l.id is not null as looped,
        (select d.id from staff.department d where 'Organization/' || d.id = r.body->'performer'->0->>'reference' or platform.fold(d.name) = platform.fold(r.body->'performer'->0->>'display') order by d.id limit 1) as department_id
      from records.resource r left join records.loop l on l.about_type = 'ServiceRequest' and l.about_id = r.id and l.kind = 'referral' and l.state = 'open'
      where r.type = 'ServiceRequest' and r.last_updated > now() - interval '7 days' and not r.deleted and r.patient_id is not null and r.body->>'status' = 'active'
        and r.body->'category'->0->'coding'->0->>'code' = ${referralCode}
        and not exists (select from scheduling.referral known where known.service_request_id = r.id)
      order by r.last_updated, r.id limit 200`.execute(tx);
    for (const come of rows) await receiveOne(tx, come);
    return rows.length;
  });
}

async function receiveOne(tx: Tx, come: Come): Promise<void> {
  const { service_request_id, patient_id, from_name, from_account, their_number, reason, note, department_id, at, looped } = come;
  const priority: Priority = come.priority === 'urgent' || come.priority === 'asap' || come.priority === 'stat' ? come.priority : 'routine';
  const due = triageDue(priority, at);
  const { rows } = await sql<{ id: string }>`
    insert into scheduling.referral (patient_id, service_request_id, origin, from_name, from_account, their_number, reason, note, priority, department_id, triage_due)
    values (${patient_id}::uuid, ${service_request_id}, ${looped ? 'inside' : 'fhir'}, ${from_name?.trim() || 'Another system'}, (select id from auth.account where id = ${from_account}::uuid), ${their_number},
      ${reason.trim().slice(0, 500) || 'Referral'}, ${note}, ${priority}, ${department_id}::uuid, ${due}::timestamptz)
    on conflict on constraint referral_request_once do nothing returning id`.execute(tx);
  const id = rows[0]?.id;
  if (id === undefined) return;
  await writeStep(tx, id, 'received', null, itself);
  if (!looped) await openReferralLoop(tx, { patient_id, service_request_id, reason, department_id, due }, itself);
  announce(tx, 'referrals');
}

export interface Entered {
  patient_id: string;
  from_name: string;
  from_contact: string | null;
  their_number: string | null;
  document_id: string | null;
  authorisation: string | null;
  reason: string;
  note: string | null;
  priority: Priority;
  department: { id: string; name: string } | null;
}

/** Enters a referral that came from outside, with its ServiceRequest and its loop. Whoever calls has made sure that they may see the patient. */
export async function enterReferral(tx: Tx, it: Entered, author: Author, now: Date): Promise<string> {
  const { patient_id, from_name, from_contact, their_number, document_id, authorisation, reason, note, priority, department } = it;
  const service_request_id = randomUUID();
  const due = triageDue(priority, now);
  await records.put(tx, { resource: toServiceRequest({ ...it, id: service_request_id, at: now.toISOString() }), patient_id, author });
  const { rows } = await sql<{ id: string }>`
    insert into scheduling.referral (patient_id, service_request_id, origin, from_name, from_contact, their_number, document_id, authorisation, reason, note, priority, department_id, triage_due)
    values (${patient_id}::uuid, ${service_request_id}, 'outside', ${from_name}, ${from_contact}, ${their_number}, ${document_id}, ${authorisation}, ${reason}, ${note}, ${priority}, ${department?.id ?? null}::uuid,
      ${due}::timestamptz) returning id`.execute(tx);
  const id = rows[0]!.id;
  await openReferralLoop(tx, { patient_id, service_request_id, reason, department_id: department?.id ?? null, due }, author);
  await writeStep(tx, id, 'received', null, author);
  announce(tx, 'referrals');
  return id;
}

/** Somebody is asked for a referral until it is closed: the department, or the doctors where nobody has said which. */
async function openReferralLoop(
  tx: Tx, { patient_id, service_request_id, reason, department_id, due }: { patient_id: string; service_request_id: string; reason: string; department_id: string | null; due: Date }, author: Author,
): Promise<void> {
  await records.openLoop(tx, {
    kind: 'referral', title: `Referral: ${reason}`, patient_id, due, about: { type: 'ServiceRequest', id: service_request_id }, author,
    owner: department_id === null ? { kind: 'role', id: 'doctor' } : { kind: 'department', id: department_id },
  });
}
