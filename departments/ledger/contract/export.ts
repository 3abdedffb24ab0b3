import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

export const exportFormats = ['hledger', 'ledger', 'beancount', 'csv', 'quickbooks', 'xero', 'datev', 'odoo', 'erpnext'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const Export = z.object({
  id: z.uuid(), format: z.enum(exportFormats), made_at: z.string(), made_by_name: z.string(), after_number: z.string(), until_number: z.string(), entries: z.int(), sha256: z.string(),
});
export type Export = z.output<typeof Export>;

export const exportContract = {
  exports: endpoint({ method: 'GET', path: '/ledger/exports', summary: 'What was exported to other books, newest first', permission: 'ledger.export', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({ exports: z.array(Export) })),

  /** 409 `ledger.nothing_new` where everything was exported in this format. */
  addExport: endpoint({ method: 'POST', path: '/ledger/exports', summary: 'Export what was not yet exported in a format', permission: 'ledger.export', patient: 'none', event: 'ledger.export.create', status: 201 })
    .input(z.strictObject({ format: z.enum(exportFormats) }))
    .output(Export),
};
