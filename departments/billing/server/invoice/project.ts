import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { putMany } from '@openward/records/api';
import type { Invoice } from '../../contract/index.ts';
import { toAccount, toInvoice } from '../../rules/invoice/fhir.ts';
import { onSettled } from '../payment/settled.ts';
import { readInvoice } from './invoice.sql.ts';

/** Who issues, and in which transaction. */
export interface Issuing {
  tx: Tx;
  actor: { account_id: string | null; display_name: string };
}

/** Gives the FHIR record an invoice as it is, and the account of its patient; one for several patients of a firm is in no record. Returns it. */
export async function projectInvoice(act: Issuing, id: string, { fresh }: { fresh?: boolean } = {}): Promise<Invoice | undefined> {
  const invoice = await readInvoice(act.tx, id);
  if (invoice === undefined || invoice.patient_id === null) return invoice;
  const { patient_id } = invoice;
  const author = { account_id: act.actor.account_id, name: act.actor.display_name };
  const first = fresh ?? (await isFirst(act.tx, patient_id, id));
  await putMany(act.tx, [{ resource: toInvoice(invoice), patient_id, author }, ...(first ? [{ resource: toAccount(patient_id), patient_id, author }] : [])]);
  return invoice;
}

// Paid, or owed again.
onSettled(async (tx, invoice_id, by_name) => void (await projectInvoice({ tx, actor: { account_id: null, display_name: by_name } }, invoice_id)));

/** The account shows with the first invoice, and stays as it is. */
async function isFirst(tx: Tx, patient_id: string, id: string): Promise<boolean> {
  const { rows } = await sql`select from billing.invoice where patient_id = ${patient_id}::uuid and entry_id is not null and id <> ${id}::uuid limit 1`.execute(tx);
  return rows.length === 0;
}
