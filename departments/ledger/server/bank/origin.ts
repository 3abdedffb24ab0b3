import { sql } from 'kysely';
import { tellOrigin } from '../origin.ts';

tellOrigin('bank-line', async (tx, id) => {
  const { rows: [line] } = await sql<{ label: string }>`select concat_ws(' · ', counterparty, purpose) as label from ledger.bank_line where id = ${id}::uuid`.execute(tx);
  return line === undefined ? undefined : { label: line.label, patient_id: null };
});
