import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '@openward/platform/db';
import { Document, Problem, secured } from '@openward/platform/http';
import { printingHospital } from '@openward/platform/print';
import type { PatientRecord } from '../contract/record.ts';
import { patientId } from '../contract/text.ts';
import { identityLines } from '../rules/identity-lines.ts';
import { refuseUnseen } from './hold.ts';
import { media } from './print/medium.ts';
import { printPage } from './print/html.ts';
import { canPrintName, printPdf } from './print/pdf.ts';

const input = z.strictObject({ patient_id: patientId, format: z.enum(['html', 'pdf']).default('html') });

/** A route that prints the identity of a patient on a label or a wristband. A merged record prints the surviving one. */
const printing = (kind: keyof typeof media) =>
  secured(
    {
      method: 'GET',
      path: `/patients/{patient_id}/${kind}`,
      summary: `Print a ${kind} with name, birth date, sex, and hospital number with a barcode`,
      permission: 'patients.print',
      patient: 'input',
      event: `patients.${kind}.print`,
    },
    input,
    async ({ patient_id, format }, act) => {
      const { rows } = await sql<{ document: PatientRecord }>`
        select v.document from patients.patient asked
        join patients.patient p on p.id = asked.standing_id
        join patients.version v on v.patient_id = p.id and v.version = p.version
        where asked.id = ${patient_id}::uuid`.execute(act.tx);
      const patient = rows[0]?.document ?? (await refuseUnseen(act, patient_id));
      act.audit.patient(patient.id);
      act.audit.detail({ format });
      const lines = identityLines(patient);
      const { mark } = await printingHospital(act.tx);
      if (format === 'html') return new Document('text/html; charset=utf-8', printPage(lines, media[kind], mark));
      if (!canPrintName(lines.name)) {
        throw new Problem(422, 'patients.script_not_in_pdf', 'The PDF has no letters for this name: print the page instead', { field: 'format' });
      }
      return new Document('application/pdf', await printPdf([lines], media[kind], mark), `${kind}-${lines.number}.pdf`);
    },
  );

export const label = printing('label');
export const wristband = printing('wristband');

/** Wristbands of many patients in one file, a page each, for departments below. What is written before the name tells them apart at a glance. */
export async function wristbandsPdf(tx: Tx, of: readonly { patient_id: string; before: string }[]): Promise<Buffer> {
  const { rows } = await sql<{ id: string; document: PatientRecord }>`
    select asked.id, v.document from patients.patient asked
    join patients.patient p on p.id = asked.standing_id
    join patients.version v on v.patient_id = p.id and v.version = p.version
    where asked.id = any (${of.map(({ patient_id }) => patient_id)}::uuid[])`.execute(tx);
  const documents = new Map(rows.map(({ id, document }) => [id, document]));
  const lines = of.flatMap(({ patient_id, before }) => {
    const document = documents.get(patient_id);
    if (document === undefined) return [];
    const own = identityLines(document);
    // Who is known by a name that the fonts of the PDF do not have is found by the number: the band must not wait.
    return [{ ...own, name: canPrintName(own.name) ? `${before} · ${own.name}` : before }];
  });
  const { mark } = await printingHospital(tx);
  return printPdf(lines, media.wristband, mark);
}
