import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { PaperNumber } from '@openward/patients/contract';
import { receiptText } from '../../contract/reserved-receipt.ts';

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
/** How many are listed of those that are done. */
const done_max = 200;
const open_max = 1000;

export async function reserveNumbers(tx: Tx, place: string, by_name: string, count: number): Promise<{ block_id: string; numbers: string[] }> {
  const block = await sql<{ id: string }>`insert into billing.receipt_block (place, reserved_by_name) values (${place}, ${by_name}) returning id`.execute(tx);
  const block_id = block.rows[0]!.id;
  // Under the lock of the series, as whoever takes money: none is left out, and none given twice.
  const { rows } = await sql<{ last: number }>`update billing.receipt_counter set last = last + ${count}::int where series = 'receipt' returning last`.execute(tx);
  const first = rows[0]!.last - count + 1;
  await sql`insert into billing.reserved_receipt (number, block_id) select n, ${block_id}::uuid from generate_series(${first}::int, ${rows[0]!.last}::int) n`.execute(tx);
  return { block_id, numbers: Array.from({ length: count }, (_, at) => receiptText(first + at)) };
}

/** When the forms of a block were first printed; null where there is no such block. */
export async function notePrinted(tx: Tx, block_id: string): Promise<string | null> {
  await sql`update billing.receipt_block set printed_at = now() where id = ${block_id}::uuid and printed_at is null`.execute(tx);
  const { rows } = await sql<{ printed_at: string }>`select ${iso('printed_at')} as printed_at from billing.receipt_block where id = ${block_id}::uuid`.execute(tx);
  return rows[0]?.printed_at ?? null;
}

export async function readNumbers(tx: Tx): Promise<PaperNumber[]> {
  const { rows } = await sql<PaperNumber>`
    with shown as (
      (select * from billing.reserved_receipt where payment_id is null and voided_at is null order by number limit ${open_max})
      union all
      (select * from billing.reserved_receipt where payment_id is not null or voided_at is not null order by coalesce(entered_at, voided_at) desc limit ${done_max}))
    select lpad(n.number::text, 6, '0') as number, n.block_id, b.place, ${iso('b.reserved_at')} as reserved_at, b.reserved_by_name, ${iso('b.printed_at')} as printed_at,
      case when n.payment_id is not null then 'used' when n.voided_at is not null then 'voided' when b.printed_at is not null then 'printed' else 'reserved' end as state,
      ${iso('n.happened_at')} as happened_at, ${iso('n.entered_at')} as entered_at, n.entered_by_name, ${iso('n.voided_at')} as voided_at, n.voided_by_name, n.void_reason
    from shown n join billing.receipt_block b on b.id = n.block_id
    order by n.payment_id is not null or n.voided_at is not null, coalesce(n.entered_at, n.voided_at) desc nulls last, n.number`.execute(tx);
  return rows;
}

/** How many are neither used nor voided, also of those that are not listed. */
export async function countOpen(tx: Tx): Promise<number> {
  const { rows } = await sql<{ open: number }>`select count(*)::int as open from billing.reserved_receipt where payment_id is null and voided_at is null`.execute(tx);
  return rows[0]!.open;
}

/** The open numbers of a block whose sheets are made, and its place; null where it is not. */
export async function readForms(tx: Tx, block_id: string): Promise<{ place: string; numbers: string[] } | null> {
  const { rows } = await sql<{ place: string; numbers: string[] }>`
    select b.place, array(select lpad(n.number::text, 6, '0') from billing.reserved_receipt n where n.block_id = b.id and n.payment_id is null and n.voided_at is null order by n.number) as numbers
    from billing.receipt_block b where b.id = ${block_id}::uuid and b.printed_at is not null`.execute(tx);
  return rows[0] ?? null;
}

/** Whether the number was open: whoever comes second waits for the first, and finds it gone. */
export async function voidNumber(tx: Tx, number: number, reason: string, by_name: string): Promise<boolean> {
  const { rows } = await sql`update billing.reserved_receipt set voided_at = now(), voided_by = platform.actor_id(), voided_by_name = ${by_name}, void_reason = ${reason}
    where number = ${number} and payment_id is null and voided_at is null returning number`.execute(tx);
  return rows.length > 0;
}

/** Claims a number for a payment that was written in this transaction; false where it is not open. */
export async function claimNumber(tx: Tx, claim: { number: number; payment_id: string; happened_at: Date; by_name: string }): Promise<boolean> {
  const { rows } = await sql`update billing.reserved_receipt
    set payment_id = ${claim.payment_id}::uuid, happened_at = ${claim.happened_at}, entered_at = clock_timestamp(), entered_by = platform.actor_id(), entered_by_name = ${claim.by_name}
    where number = ${claim.number} and payment_id is null and voided_at is null returning number`.execute(tx);
  return rows.length > 0;
}
