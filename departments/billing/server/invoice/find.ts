import { Problem, type Act } from '@openward/platform/http';
import { seeRecord } from '@openward/records/api';
import type { Invoice } from '../../contract/index.ts';
import { lockInvoice, readInvoice, type LockedInvoice } from './invoice.sql.ts';
import { unknownInvoice } from './words.ts';

/** An invoice whose patient the actor may see. */
export async function foundInvoice(act: Act, id: string): Promise<Invoice> {
  const invoice = await readInvoice(act.tx, id);
  if (invoice === undefined) throw unknownInvoice();
  act.audit.detail({ invoice_id: id });
  return seenInvoice(act, invoice);
}

/** One that was read already, after the actor may see all whom it is of; `seen` was asked about before. */
export async function seenInvoice(act: Act, invoice: Invoice, seen: string | null = null): Promise<Invoice> {
  await seeAll(act, [invoice.patient_id, ...invoice.lines.map(({ patient_id }) => patient_id)].filter((each): each is string => each !== null && each !== seen));
  return invoice;
}

/** The same, kept from others until the transaction ends. */
export async function heldInvoice(act: Act, id: string): Promise<LockedInvoice> {
  const invoice = await lockInvoice(act.tx, id);
  if (invoice === undefined) throw unknownInvoice();
  if (invoice.patient_id !== null) await seeRecord(act, invoice.patient_id);
  if (invoice.patient_id !== null) act.audit.patient(invoice.patient_id);
  act.audit.detail({ invoice_id: id });
  return invoice;
}

/** A draft of the version that the caller has seen. */
export async function heldDraft(act: Act, id: string, version?: number): Promise<LockedInvoice> {
  const invoice = await heldInvoice(act, id);
  const current = async () => ({ current: await readInvoice(act.tx, id) });
  if (invoice.state === 'issued' || invoice.state === 'credited') throw new Problem(409, 'billing.issued_already', 'This was issued already', { field: 'invoice_id', ...(await current()) });
  if (invoice.state === 'void-draft') throw new Problem(409, 'billing.draft_discarded', 'This draft was discarded', { field: 'invoice_id' });
  if (version !== undefined && invoice.version !== version) throw new Problem(409, 'conflict.version', 'Somebody has changed this draft meanwhile', { field: 'version', ...(await current()) });
  return invoice;
}

async function seeAll(act: Act, patient_ids: readonly string[]): Promise<void> {
  for (const each of new Set(patient_ids)) {
    await seeRecord(act, each);
    act.audit.patient(each);
  }
}
