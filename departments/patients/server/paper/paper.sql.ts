import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { PaperNumber } from '../../contract/paper.ts';

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
/** How many are listed of those that are done. */
const done_max = 200;
const open_max = 1000;

export async function reserveNumbers(tx: Tx, place: string, by_name: string, count: number): Promise<{ block_id: string; numbers: string[] }> {
  const block = await sql<{ id: string }>`insert into patients.paper_block (place, reserved_by_name) values (${place}, ${by_name}) returning id`.execute(tx);
  const block_id = block.rows[0]!.id;
  const { rows } = await sql<{ number: string }>`insert into patients.paper_number (block_id) select ${block_id}::uuid from generate_series(1, ${count}::int) returning number`.execute(tx);
  return { block_id, numbers: rows.map(({ number }) => number) };
}

/** When the forms of a block were first printed; null where there is no such block. */
export async function notePrinted(tx: Tx, block_id: string): Promise<string | null> {
  await sql`update patients.paper_block set printed_at = now() where id = ${block_id}::uuid and printed_at is null`.execute(tx);
  const { rows } = await sql<{ printed_at: string }>`select ${iso('printed_at')} as printed_at from patients.paper_block where id = ${block_id}::uuid`.execute(tx);
  return rows[0]?.printed_at ?? null;
}

export async function readNumbers(tx: Tx): Promise<PaperNumber[]> {
  const { rows } = await sql<PaperNumber>`
    with shown as (
      (select * from patients.paper_number where patient_id is null and voided_at is null order by number limit ${open_max})
      union all
      (select * from patients.paper_number where patient_id is not null or voided_at is not null order by coalesce(entered_at, voided_at) desc limit ${done_max}))
    select n.number, n.block_id, b.place, ${iso('b.reserved_at')} as reserved_at, b.reserved_by_name, ${iso('b.printed_at')} as printed_at,
      case when n.patient_id is not null then 'used' when n.voided_at is not null then 'voided' when b.printed_at is not null then 'printed' else 'reserved' end as state,
      ${iso('n.happened_at')} as happened_at, ${iso('n.entered_at')} as entered_at, n.entered_by_name, ${iso('n.voided_at')} as voided_at, n.voided_by_name, n.void_reason
    from shown n join patients.paper_block b on b.id = n.block_id
    order by n.patient_id is not null or n.voided_at is not null, coalesce(n.entered_at, n.voided_at) desc nulls last, n.number`.execute(tx);
  return rows;
}

/** How many are neither used nor voided, also of those that are not listed. */
export async function countOpen(tx: Tx): Promise<number> {
  const { rows } = await sql<{ open: number }>`select count(*)::int as open from patients.paper_number where patient_id is null and voided_at is null`.execute(tx);
  return rows[0]!.open;
}

/** The open numbers of a block that is printed, and its place; null where it is not. */
export async function readForms(tx: Tx, block_id: string): Promise<{ place: string; numbers: string[] } | null> {
  const { rows } = await sql<{ place: string; numbers: string[] }>`
    select b.place, array(select n.number from patients.paper_number n where n.block_id = b.id and n.patient_id is null and n.voided_at is null order by n.number) as numbers
    from patients.paper_block b where b.id = ${block_id}::uuid and b.printed_at is not null`.execute(tx);
  return rows[0] ?? null;
}

/** Whether the number was open: whoever comes second waits for the first, and finds it gone. */
export async function voidNumber(tx: Tx, number: string, reason: string, by_name: string): Promise<boolean> {
  const { rows } = await sql`update patients.paper_number set voided_at = now(), voided_by = platform.actor_id(), voided_by_name = ${by_name}, void_reason = ${reason}
    where number = ${number} and patient_id is null and voided_at is null returning number`.execute(tx);
  return rows.length > 0;
}

/** The instant that a clock on the wall of the hospital told. */
export async function instantOfWall(tx: Tx, wall: string): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select ${wall}::timestamp at time zone coalesce((select time_zone from platform.installation), 'Etc/UTC') as at`.execute(tx);
  return rows[0]!.at;
}

/** Claims a number for a patient who is about to be written in this transaction; false where it is not open. */
export async function claimNumber(tx: Tx, claim: { number: string; patient_id: string; happened_at: Date; by_name: string }): Promise<boolean> {
  const { rows } = await sql`update patients.paper_number
    set patient_id = ${claim.patient_id}::uuid, happened_at = ${claim.happened_at}, entered_at = clock_timestamp(), entered_by = platform.actor_id(), entered_by_name = ${claim.by_name}
    where number = ${claim.number} and patient_id is null and voided_at is null returning number`.execute(tx);
  return rows.length > 0;
}

export async function readWrittenLater(tx: Tx, patient_id: string) {
  const { rows } = await sql<{ happened_at: string; entered_at: string; entered_by_name: string }>`
    select ${iso('n.happened_at')} as happened_at, ${iso('n.entered_at')} as entered_at, n.entered_by_name
    from patients.patient p join patients.paper_number n on n.patient_id = p.id where p.id = ${patient_id}::uuid`.execute(tx);
  return rows[0] ?? null;
}
