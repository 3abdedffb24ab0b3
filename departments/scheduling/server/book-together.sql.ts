import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** A patient as whoever books must know them. */
export interface Standing {
  /** The record that stands: another than the one asked for, where it was merged. */
  standing_id: string;
  deceased: boolean;
  restricted: boolean;
}

/** The patients, by the ids that were asked for; those that may not be seen are left out. */
export async function patientsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Standing>> {
  const { rows } = await sql<Standing & { id: string }>`
    select asked.id, p.id as standing_id, p.deceased, records.label_of(asked.id) as restricted
    from patients.patient asked join patients.patient p on p.id = asked.standing_id
    where asked.id = any (${ids}::uuid[])`.execute(tx);
  return new Map(rows.filter(({ restricted }) => restricted !== null).map(({ id, ...standing }) => [id, standing]));
}

export interface ManyToBook {
  /** Which of them it is. */
  n: number;
  patient_id: string;
  visit_type_id: string;
  resource_ids: readonly string[];
  start: string;
  end: string;
  /** With the buffers. */
  from: Date;
  until: Date;
  zone: string;
  wall_clock: string;
  reason: string | null;
  referral: string | null;
  authorisation: string | null;
  although_booked: boolean;
  account_id: string | null;
  name: string;
}

/** Books what is free. Tells the ids of those that were booked; nothing is left of the others. */
export async function bookMany(tx: Tx, all: readonly ManyToBook[]): Promise<Map<number, string>> {
  if (all.length === 0) return new Map();
  const { rows } = await sql<{ n: number; id: string }>`select n, id from scheduling.book_together(${JSON.stringify(all)}::jsonb)`.execute(tx);
  return new Map(rows.map(({ n, id }) => [n, id]));
}
