import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** What a search knows of the patients it means. */
export interface CandidatesAsked {
  /** A name, or the beginning of one, as it was typed. */
  beginning?: string;
  /** Days of birth, half open. */
  births?: { from: Date; until: Date };
}

/** Where a page of candidates ended. */
export interface CandidatePlace {
  id: string;
  place: string;
}

/**
 * Patients whom a search by name or birth date may mean, in a stable order: every one who fits is among them; whether one
 * really fits is for the search to say. At most 1,001 at a time.
 */
export async function candidates(tx: Tx, asked: CandidatesAsked, after: CandidatePlace | null, most: number): Promise<CandidatePlace[]> {
  const { beginning = null, births } = asked;
  const { rows } = await sql<CandidatePlace>`
    select patient_id as id, place from patients.candidates(${beginning}, ${births === undefined ? null : birthRange(births)}::daterange,
      ${after?.place ?? null}, ${after?.id ?? null}::uuid, ${most})`.execute(tx);
  return rows;
}

/** Days of birth as PostgreSQL reads them. */
export const birthRange = ({ from, until }: NonNullable<CandidatesAsked['births']>): string => `[${day(from)},${day(until)})`;

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
