import { sql } from 'kysely';
import { printAmount } from '@openward/platform/money';
import type { Tx } from '@openward/platform/db';
import type { Approval, ApprovalKind } from '../../contract/index.ts';

interface Line extends Omit<Approval, 'amount' | 'asked_at' | 'decided_at'> {
  amount_minor: string;
  asked_at: Date;
  decided_at: Date | null;
}

const shown = ({ amount_minor, asked_at, decided_at, ...line }: Line): Approval => ({
  ...line, amount: printAmount(BigInt(amount_minor), line.currency), asked_at: asked_at.toISOString(), decided_at: decided_at?.toISOString() ?? null,
});

const columns = sql.raw(`a.id, a.kind, a.subject_id, a.patient_id, p.display_name as patient_name, p.hospital_number, a.amount_minor::text as amount_minor, a.currency, a.reason, a.state,
  a.asked_at, a.asked_by, a.asked_by_name, a.decided_at, a.decided_by_name, a.note`);

/** What waits, oldest first; or the last 200 that were decided. */
export async function listApprovals(tx: Tx, state: 'waiting' | 'decided'): Promise<Approval[]> {
  const { rows } = await (state === 'waiting'
    ? sql<Line>`select ${columns} from billing.approval a left join patients.patient p on p.id = a.patient_id where a.state = 'waiting' order by a.asked_at, a.id limit 500`
    : sql<Line>`select ${columns} from billing.approval a left join patients.patient p on p.id = a.patient_id where a.state <> 'waiting' order by a.decided_at desc, a.id desc limit 200`
  ).execute(tx);
  return rows.map(shown);
}

export async function readApproval(tx: Tx, id: string): Promise<Approval | undefined> {
  const { rows } = await sql<Line>`select ${columns} from billing.approval a left join patients.patient p on p.id = a.patient_id where a.id = ${id}::uuid`.execute(tx);
  return rows.map(shown)[0];
}

export interface AskedRow {
  kind: ApprovalKind;
  subject_id: string;
  patient_id: string | null;
  amount_minor: bigint;
  currency: string;
  reason: string;
  what: object;
  asked_by_name: string;
}

export async function insertApproval(tx: Tx, row: AskedRow): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into billing.approval (kind, subject_id, patient_id, amount_minor, currency, reason, what, asked_by_name)
    values (${row.kind}, ${row.subject_id}::uuid, ${row.patient_id}::uuid, ${row.amount_minor.toString()}::bigint, ${row.currency}, ${row.reason}, ${JSON.stringify(row.what)}::jsonb, ${row.asked_by_name})
    returning id`.execute(tx);
  return rows[0]!.id;
}

export interface Waiting {
  id: string;
  kind: ApprovalKind;
  subject_id: string;
  patient_id: string | null;
  amount_minor: bigint;
  currency: string;
  reason: string;
  what: object;
  asked_by: string;
  asked_by_name: string;
  state: Approval['state'];
}

/** One, kept from others until the transaction ends. */
export async function lockApproval(tx: Tx, id: string): Promise<Waiting | undefined> {
  const { rows } = await sql<Omit<Waiting, 'amount_minor'> & { amount_minor: string }>`
    select id, kind, subject_id, patient_id, amount_minor::text as amount_minor, currency, reason, what, asked_by, asked_by_name, state from billing.approval where id = ${id}::uuid for update`.execute(tx);
  return rows.map((row) => ({ ...row, amount_minor: BigInt(row.amount_minor) }))[0];
}

export async function settleApproval(tx: Tx, id: string, state: 'granted' | 'refused' | 'withdrawn', by: { account_id: string; name: string }, note: string | null): Promise<void> {
  await sql`update billing.approval set state = ${state}, decided_at = clock_timestamp(), decided_by = ${by.account_id}::uuid, decided_by_name = ${by.name}, note = ${note} where id = ${id}::uuid`.execute(tx);
}
