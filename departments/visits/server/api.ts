import type { Tx } from '@openward/platform/db';
import type { Author } from './author.ts';
import { projectVisits } from './project.ts';
import { insertVisits, type VisitToMake, type WholeVisit } from './visit.sql.ts';

export { paperBinaryOf } from './papers/printed.ts';
export type { Author } from './author.ts';
export { answerPaidWith, type AnswersPaid, type AskedPayment } from './queue/payment.ts';
export { readVisits, type VisitToMake, type WholeVisit } from './visit.sql.ts';

/**
 * Opens visits for a department that works below this one (a ward that admits, a machine that was told), each with its Encounter. Whether the
 * patient may have one is decided by the database; what must be asked twice is for the caller to ask.
 */
export async function openVisits(tx: Tx, visits: readonly VisitToMake[], author: Author): Promise<WholeVisit[]> {
  return projectVisits(tx, await insertVisits(tx, visits, author.name), author);
}
