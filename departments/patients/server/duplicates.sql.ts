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

/** For each of these facts those who may be the person of them, not weighed yet: one round trip. */
export async function duplicateCandidates(tx: Tx, facts: readonly Identity[], most: number): Promise<CandidateRow[][]> {
  const { rows } = await sql<CandidateRow & { place: number }>`
    select * from patients.duplicate_candidates(${JSON.stringify(facts)}::jsonb, ${most})`.execute(tx);
  const candidates: CandidateRow[][] = facts.map(() => []);
  for (const { place, ...candidate } of rows) candidates[place - 1]!.push(candidate);
  return candidates;
}
