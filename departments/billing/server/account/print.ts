import { z } from 'zod';
import { secured } from '@openward/platform/http';
import { paperDocument } from '@openward/platform/print';
import { frameOf } from '../invoice/frame.ts';
import { statementBlocks } from '../invoice/paper.ts';
import { statementOf } from './statement.ts';

const format = z.enum(['html', 'pdf']).default('html');
const day = z.iso.date();

export const printStatement = secured(
  { method: 'GET', path: '/billing/patients/{patient_id}/statement/print', summary: 'Print a statement of account', permission: 'billing.read', patient: 'input', event: 'billing.statement.print' },
  z.strictObject({ patient_id: z.uuid(), from: day.optional(), until: day.optional(), format }),
  async ({ patient_id, from, until, format: as }, act) => {
    const statement = await statementOf(act, { patient_id, from, until });
    return paperDocument({ ...(await frameOf(act, patient_id, null)), title: 'Statement of account', number: null, blocks: statementBlocks(statement) }, as, `statement-${statement.until}`);
  },
);
