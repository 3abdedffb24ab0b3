import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';

/** What is asked about: what is done for a token at a service point. */
export interface AskedPayment {
  token_id: string;
  visit_id: string | null;
  service_point_id: string;
}

/** Whether it is paid, or need not be. */
export type AnswersPaid = (tx: Tx, asked: AskedPayment) => Promise<boolean>;

/** There is no till in OpenWard yet: somebody at the desk or at the cashier says so, and is named. */
const asTheDeskSays: AnswersPaid = async (tx, { token_id, service_point_id }) => {
  const { rows } = await sql`select from visits.settlement where token_id = ${token_id}::uuid and service_point_id = ${service_point_id}::uuid`.execute(tx);
  return rows.length > 0;
};

const answers: AnswersPaid[] = [asTheDeskSays];

/** The door for billing: it tells what was paid. What the desk says counts beside it. */
export function answerPaidWith(answer: AnswersPaid): void {
  answers.push(answer);
}

/** Whether it is paid, as anybody who knows says. */
export async function isPaid(tx: Tx, asked: AskedPayment): Promise<boolean> {
  for (const answer of answers) if (await answer(tx, asked)) return true;
  return false;
}
