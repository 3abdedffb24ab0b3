import { sql } from 'kysely';
import { z } from 'zod';
import { secured } from '@openward/platform/http';
import { paperDocument, type Block } from '@openward/platform/print';
import { printedInstant } from '@openward/platform/time';
import { frameOf } from '../papers/frame.ts';
import { openEmergency } from './held.ts';

interface AdviceForm {
  told: string;
  witness: string;
  signed: boolean;
}

/** To be written by hand, where nothing is recorded yet. */
const blank = Array.from({ length: 5 }, () => '.'.repeat(110)).join('\n');

/** What somebody signs who leaves against advice. */
function blocksOf({ number, arrived, patient, decided, form }: { number: string; arrived: string; patient: string; decided: string | null; form: AdviceForm | null }): Block[] {
  return [
    { kind: 'facts', facts: [{ label: 'Visit', value: number }, { label: 'Came', value: arrived }, ...(decided === null ? [] : [{ label: 'Left', value: decided }])] },
    { kind: 'text', text: 'I leave the hospital before my treatment is complete, against the advice of those who treat me.' },
    { kind: 'heading', text: 'What I was told of what may happen to me' },
    { kind: 'text', text: form?.told ?? blank },
    { kind: 'text', text: 'I have understood this and could ask what I wanted to know. I know that I may come back at any time.' },
    ...(form !== null && !form.signed ? [{ kind: 'notice' as const, text: 'The patient has not signed.' }] : []),
    { kind: 'signatures', of: [{ as: 'Patient, or who decides for them', name: form === null || form.signed ? patient : '' }, { as: 'Witness', name: form?.witness ?? '' }] },
    { kind: 'signature' },
  ];
}

/** The form of leaving against advice: blank before it is decided, afterwards with what was recorded. */
export const adviceForm = secured(
  {
    method: 'GET', path: '/patients/{patient_id}/emergency/{visit_id}/advice-form', summary: 'Print the form of leaving against advice',
    permission: 'emergency.triage', patient: 'input', event: 'visits.emergency.print',
  },
  z.strictObject({ patient_id: z.uuid(), visit_id: z.uuid(), format: z.enum(['html', 'pdf']).default('html') }),
  async ({ patient_id, visit_id, format }, act) => {
    const { row } = await openEmergency(act, { patient_id, visit_id });
    const { paper, zone, patient } = await frameOf(act, patient_id);
    const { rows } = await sql<{ form: AdviceForm | null }>`select advice_form as form from visits.emergency where visit_id = ${visit_id}::uuid`.execute(act.tx);
    const form = rows[0]?.form ?? null;
    act.audit.detail({ visit_id, format });
    const decided = form === null || row.disposition_at === null ? null : printedInstant(new Date(row.disposition_at), zone);
    const blocks = blocksOf({ number: row.number, arrived: printedInstant(row.arrived_at, zone), patient: patient.name, decided, form });
    return paperDocument({ ...paper, title: 'Leaving against medical advice', number: null, blocks }, format, `against-advice-${row.number}`);
  },
);
