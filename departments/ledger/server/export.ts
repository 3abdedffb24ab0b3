import { createHash } from 'node:crypto';
import type { Tx } from '@openward/platform/db';
import { Document, Problem, secured, serve } from '@openward/platform/http';
import { z } from 'zod';
import { ledgerContract as contract, type ExportFormat } from '../contract/index.ts';
import { CannotWrite } from '../rules/journal/index.ts';
import { unknown } from './account.ts';
import { authorOf } from './author.ts';
import { exportedUntil, insertExport, listExports } from './export.sql.ts';
import { writeJournal } from './journal.ts';
import { lastNumber, lastOfYear, type NumberRange } from './journal.sql.ts';
import { stopPosting } from './period.sql.ts';

export const exports = serve(contract.exports, async (_input, { tx }) => ({ exports: await listExports(tx) }));

export const addExport = serve(contract.addExport, async ({ format }, act) => {
  // Else an entry with a smaller number could be committed later, and would never be exported.
  await stopPosting(act.tx);
  const after = await exportedUntil(act.tx, format);
  // A stack of DATEV lies within one year: the next export has the next one.
  const range = { after, until: format === 'datev' ? await lastOfYear(act.tx, after) : await lastNumber(act.tx) };
  if (BigInt(range.until) <= BigInt(range.after)) throw new Problem(409, 'ledger.nothing_new', 'Everything was exported in this format', { field: 'format' });
  let entries = 0;
  const text = await written(act.tx, format, range, (done) => { entries = done; });
  const made = await insertExport(act.tx, {
    format, made_by_name: authorOf(act).name, after_number: range.after, until_number: range.until, entries, sha256: createHash('sha256').update(text).digest('hex'),
  });
  act.audit.detail({ export_id: made.id, format, entries });
  return made;
});

/** The file of an export, made again: entries never change, so it is the same one. */
export const exportFile = secured(
  { method: 'GET', path: '/ledger/exports/{export_id}/file', summary: 'The file of an export', permission: 'ledger.export', patient: 'none', event: 'ledger.export.read' },
  z.strictObject({ export_id: z.uuid() }),
  async ({ export_id }, { tx, audit }) => {
    const [made] = await listExports(tx, export_id);
    if (made === undefined) throw unknown('export_id', 'There is no such export');
    audit.detail({ export_id });
    const text = await written(tx, made.format, { after: made.after_number, until: made.until_number });
    return new Document(`${extensions[made.format] === 'csv' ? 'text/csv' : 'text/plain'}; charset=utf-8`, text, `${made.format === 'datev' ? 'EXTF_Buchungsstapel' : 'journal'}-${made.until_number}.${extensions[made.format]}`);
  },
);

const extensions: Record<ExportFormat, string> = { hledger: 'journal', ledger: 'ledger', beancount: 'beancount', csv: 'csv', quickbooks: 'csv', xero: 'csv', datev: 'csv', odoo: 'csv', erpnext: 'csv' };

async function written(tx: Tx, format: ExportFormat, range: NumberRange, onProgress?: (entries: number) => void): Promise<string> {
  const pieces: string[] = [];
  try {
    for await (const piece of writeJournal(tx, { ...range, format, balances: range.after === '0', ...(onProgress && { onProgress }) })) pieces.push(piece);
  } catch (error) {
    if (error instanceof CannotWrite) throw new Problem(422, 'ledger.cannot_write', error.message, { field: 'format' });
    throw error;
  }
  return pieces.join('');
}
