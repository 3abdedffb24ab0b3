import { z } from 'zod';
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
