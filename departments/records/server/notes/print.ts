import { z } from 'zod';
import { Document, Problem, secured } from '@openward/platform/http';
import { canPrintPaper, paperHtml, paperPdf, printingHospital, type Paper } from '@openward/platform/print';
import { printedInstant } from '@openward/platform/time';
import { identityOf } from '../print-identity.sql.ts';
import { noteBlocks } from './blocks.ts';
import { heldNote } from './note.ts';

/** A signed note on paper: whose it is, who signed it and which page it is stand on each page. */
export const printNote = secured(
  {
    method: 'GET',
    path: '/patients/{patient_id}/notes/{note_id}/print',
    summary: 'Print a signed note',
    permission: 'records.read',
    patient: 'input',
    event: 'records.note.print',
  },
  z.strictObject({ patient_id: z.uuid(), note_id: z.uuid(), format: z.enum(['html', 'pdf']).default('html') }),
  async ({ patient_id, note_id, format }, act) => {
    const note = await heldNote(act, patient_id, note_id);
    const { name, mark, zone } = await printingHospital(act.tx);
    const void_mark = note.error_at !== null ? 'IN ERROR' : note.amended_by !== null ? 'AMENDED SINCE' : mark;
    const paper: Paper = {
      title: note.title,
      number: null,
      letterhead: { name, lines: [] },
      identity: await identityOf(act.tx, note.patient_id),
      author: { name: note.author_name, lines: note.cosigned_at === null ? [] : [`Cosigned by ${note.cosigner_name} ${printedInstant(note.cosigned_at, zone)}`] },
      at: printedInstant(note.signed_at, zone),
      blocks: noteBlocks(note.sections, note.sha256),
      mark: void_mark,
    };
    act.audit.detail({ note_id, format });
    if (format === 'html') return new Document('text/html; charset=utf-8', paperHtml(paper));
    if (!canPrintPaper(paper)) {
      throw new Problem(422, 'records.script_not_in_pdf', 'The PDF has no letters for this note: print the page instead', { field: 'format' });
    }
    return new Document('application/pdf', await paperPdf(paper), `note-${note_id}.pdf`);
  },
);
