import { sql } from 'kysely';
import { z } from 'zod';
import { Document, Problem, secured } from '@openward/platform/http';
import { canPrint, makePdf, notInPdf, printingHospital } from '@openward/platform/print';
import { printedDate } from '@openward/platform/time';
import { contentOf } from './content.ts';

interface Letter {
  id: string;
  patient_id: string;
  content: Buffer;
}

/** The letters that wait for the printer, as one PDF; they stay in the list until somebody says that they were posted. */
export const printLetters = secured(
  { method: 'GET', path: '/messages/letters', summary: 'Letters that wait to be printed (PDF)', permission: 'messages.send', patient: 'query', event: 'messages.letter.print' },
  z.strictObject({ limit: z.int().min(1).max(200).default(100) }),
  async ({ limit }, act) => {
    const { rows } = await sql<Letter>`select m.id, m.patient_id, m.content_encrypted as content from messages.message m
      where m.state = 'to-print' and m.decided_at is null order by m.due_at, m.id limit ${limit}`.execute(act.tx);
    if (rows.length === 0) throw new Problem(404, 'messages.no_letters', 'No letter waits to be printed');
    const letters = rows.map(({ id, content }) => contentOf(id, content));
    if (!letters.every(({ to, subject, text }) => canPrint(`${to}${subject ?? ''}${text}`))) throw notInPdf();
    const { name, mark, zone } = await printingHospital(act.tx);
    act.audit.shown(rows.map(({ patient_id }) => patient_id));
    const date = printedDate(new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date()));
    const pdf = await makePdf({
      info: { title: 'Letters' }, pageSize: 'A4', pageMargins: [62, 57, 57, 57], defaultStyle: { font: 'Roboto', fontSize: 11, lineHeight: 1.3 },
      ...(mark === null ? {} : { watermark: { text: mark, opacity: 0.12, bold: true } }),
      content: letters.map(({ to, subject, text }, at) => ({
        ...(at === 0 ? {} : { pageBreak: 'before' as const }),
        stack: [
          { text: name, fontSize: 9, margin: [0, 60, 0, 6] as [number, number, number, number] },
          // In the window of an envelope.
          { text: to, margin: [0, 0, 0, 70] as [number, number, number, number] },
          { text: date, alignment: 'right' as const, margin: [0, 0, 0, 18] as [number, number, number, number] },
          { text: subject ?? '', bold: true, fontSize: 12.5, margin: [0, 0, 0, 12] as [number, number, number, number] },
          { text },
        ],
      })),
    });
    return new Document('application/pdf', pdf, 'letters.pdf');
  },
);
