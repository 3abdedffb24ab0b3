import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import type { Identity } from '../rules/duplicates.ts';

export interface CandidateRow {
  patient_id: string;
  hospital_number: string;
  display_name: string;
  birth_date: string | null;
  sex: string;
  identity: Identity;
  /** The telephone numbers that were asked for, in the form in which those of the candidates are. */
  phones: string[];
}

/** Those who may be the person of these facts, not weighed yet: one round trip. */
export async function duplicateCandidates(tx: Tx, facts: Identity, most: number): Promise<CandidateRow[]> {
  const { rows } = await sql<CandidateRow>`
    select * from patients.duplicate_candidates(${JSON.stringify(facts)}::jsonb, ${most})`.execute(tx);
  return rows;
}
