import { z } from 'zod';
import type { Tx } from '@openward/platform/db';
import { Document, secured } from '@openward/platform/http';
import { registerCsv, registerMarkdown } from '../../rules/rights/register-text.ts';
import { readProcessing } from './register.sql.ts';

/** The register of processing, as the comments of the tables stand now. */
export const processingRegister = secured(
  { method: 'GET', path: '/rights/processing-register', summary: 'The register of processing (GDPR 30), made from the comments of the tables', permission: 'rights.answer', patient: 'none', event: 'compliance.register.read' },
  z.strictObject({ format: z.enum(['md', 'csv']).default('md') }),
  async ({ format }, { tx }) => {
    const tables = await readProcessing(tx);
    return format === 'csv' ? new Document('text/csv; charset=utf-8', registerCsv(tables), 'register.csv') : new Document('text/markdown; charset=utf-8', registerMarkdown(tables), 'register.md');
  },
);

/** The same as text, for the command line. */
export async function processingText(tx: Tx, format: 'md' | 'csv' | 'json'): Promise<string> {
  const tables = await readProcessing(tx);
  return { md: registerMarkdown, csv: registerCsv, json: (all: typeof tables) => JSON.stringify(all, null, 2) }[format](tables);
}
