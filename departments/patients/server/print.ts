import { sql } from 'kysely';
import { z } from 'zod';
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
        join patients.patient p on p.id = coalesce(asked.survivor_id, asked.id)
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
      return new Document('application/pdf', await printPdf(lines, media[kind], mark), `${kind}-${lines.number}.pdf`);
    },
  );

export const label = printing('label');
export const wristband = printing('wristband');
