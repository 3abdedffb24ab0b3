import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { RightsAct, RightsRequest } from '../../contract/rights.ts';

type RequestRow = Omit<RightsRequest, 'answered_at'> & { answered_at: Date | null };
const answeredShown = 200;
const columns = sql`request.id, request.patient_id, request.kind, request.received_on::text, request.asked_by, request.identity_proof, request.wish, request.due_on::text,
  request.due_on - staff.today() as days_left, request.extension_reason, request.state, request.legal_basis, request.answer, request.answered_at, request.answered_by_name, request.version,
  coalesce((select patient.display_name from patients.patient where patient.id = records.surviving(request.patient_id)), '') as patient_name`;
const shown = ({ answered_at, ...row }: RequestRow): RightsRequest => ({ ...row, answered_at: answered_at?.toISOString() ?? null });

/** What is open, the soonest due first; then the last that were answered. */
export async function listRequests(tx: Tx): Promise<RightsRequest[]> {
  const { rows } = await sql<RequestRow>`select ${columns} from (
      (select * from compliance.request where state = 'open')
      union all (select * from compliance.request where state <> 'open' order by answered_at desc limit ${answeredShown})
    ) request order by request.state <> 'open', request.answered_at desc, request.due_on, request.id`.execute(tx);
  return rows.map(shown);
}

/** One request; `hold` keeps others from answering it meanwhile. */
export async function findRequest(tx: Tx, id: string, hold = false): Promise<RightsRequest | undefined> {
  const { rows } = await sql<RequestRow>`select ${columns} from compliance.request where id = ${id}::uuid ${hold ? sql`for update of request` : sql``}`.execute(tx);
  return rows[0] && shown(rows[0]);
}

export async function insertRequest(tx: Tx, asked: Pick<RightsRequest, 'patient_id' | 'kind' | 'received_on' | 'asked_by' | 'identity_proof' | 'wish'>): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into compliance.request (patient_id, kind, received_on, asked_by, identity_proof, wish)
    values (${asked.patient_id}::uuid, ${asked.kind}, ${asked.received_on}::date, ${asked.asked_by}, ${asked.identity_proof}, ${asked.wish}) returning id`.execute(tx);
  if (rows[0] === undefined) throw new Error('a request was not kept');
  return rows[0].id;
}

export async function extendRequest(tx: Tx, id: string, reason: string): Promise<void> {
  await sql`update compliance.request set extension_reason = ${reason}, version = version + 1 where id = ${id}::uuid`.execute(tx);
}

export async function answerRequest(tx: Tx, id: string, { outcome, legal_basis, answer, by_name }: { outcome: string; legal_basis: string | null; answer: string; by_name: string }): Promise<void> {
  await sql`update compliance.request set state = ${outcome}, legal_basis = ${legal_basis}, answer = ${answer}, answered_at = now(), answered_by = platform.actor_id(),
    answered_by_name = ${by_name}, version = version + 1 where id = ${id}::uuid`.execute(tx);
}

export async function noteAct(tx: Tx, request_id: string, { act, by_name, note = '' }: { act: RightsAct['act']; by_name: string; note?: string }): Promise<void> {
  await sql`insert into compliance.request_act (request_id, act, by_name, note) values (${request_id}::uuid, ${act}, ${by_name}, ${note})`.execute(tx);
}

export async function readActs(tx: Tx, request_id: string): Promise<RightsAct[]> {
  const { rows } = await sql<Omit<RightsAct, 'at'> & { at: Date }>`select id, act, at, by_name, note from compliance.request_act where request_id = ${request_id}::uuid order by at, id`.execute(tx);
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** Whether a day is still to come, in the hospital. */
export async function isToCome(tx: Tx, day: string): Promise<boolean> {
  const { rows } = await sql<{ later: boolean }>`select ${day}::date > staff.today() as later`.execute(tx);
  return rows[0]?.later === true;
}
