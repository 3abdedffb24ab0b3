import { z } from 'zod';
import { messagesSaidTo, type SaidMessage } from '@openward/messages/api';
import { photosOf } from '@openward/patients/api';
import { type Act, Document, Problem, secured } from '@openward/platform/http';
import { type Block, canPrintPaper, type Paper, paperHtml, paperPdf } from '@openward/platform/print';
import { printedDate } from '@openward/platform/time';
import { binaryOf, records } from '@openward/records/api';
import { communicationOf } from '../../rules/rights/communication.ts';
import { copiedParts } from '../../rules/rights/copy-blocks.ts';
import { basisWords, kindHeadings } from '../../rules/rights/words.ts';
import { insertDisclosure, readDisclosures, today } from './disclosures.sql.ts';
import { frameOf } from './paper-frame.ts';
import { heldRequest } from './rights.routes.ts';
import { noteAct } from './rights.sql.ts';
import { zipOf } from './zip.ts';

/** Files beyond this are too much for one copy, and are named instead. */
const filesBytesMax = 100_000_000;

/** All that is kept of a patient, as the law lets them have it: for machines as FHIR, and to read; one download. */
export const rightsCopy = secured(
  {
    method: 'GET', path: '/rights/requests/{request_id}/copy', summary: 'The copy that a patient asked for: a FHIR bundle and a readable paper, in one file',
    permission: 'rights.answer', patient: 'found', event: 'compliance.request.copy',
  },
  z.strictObject({ request_id: z.uuid(), withheld: z.string().trim().min(5).max(300).optional() }),
  async ({ request_id, withheld }, act) => {
    const request = await heldRequest(act, request_id);
    if (request.kind !== 'access' && request.kind !== 'portability') throw new Problem(409, 'compliance.no_copy_asked', 'This request asks for no copy', { field: 'request_id' });
    if (request.state !== 'open') throw new Problem(409, 'compliance.request_answered', 'This request is answered already', { field: 'request_id' });
    const { patient_id } = request;
    const frame = await frameOf(act, patient_id);
    // What the maker is not cleared for would be missing without a word.
    const { restricted_items } = await records.summary(act.tx, patient_id);
    if (restricted_items && withheld === undefined) {
      throw new Problem(409, 'compliance.copy_incomplete', 'Entries are labelled and you are not cleared for them: somebody who is makes this copy, or you say why they are withheld', { field: 'withheld' });
    }
    const aliases = await records.aliasSet(act.tx, patient_id);
    const [said, photos] = [await messagesSaidTo(act.tx, aliases), await photosOf(act.tx, aliases)];
    const { bundle, count, left_out } = await bundleOf(act, { patient_id, aliases, said });
    const paper: Paper = { ...frame.paper, title: 'Copy of your record', blocks: [
      { kind: 'text', text: `Asked for on ${printedDate(request.received_on)} by ${request.asked_by}. This is your record: ${count} entries, in full in the file record.json, which other hospitals can read (FHIR R4).\nYou may have mistakes corrected, object, have the use of your data restricted, and complain to the data protection authority.` },
      ...(withheld !== undefined && restricted_items ? [{ kind: 'notice', text: `Some entries are not in this copy: ${withheld}` } as const] : []),
      ...(left_out.length === 0 ? [] : [{ kind: 'notice', text: 'These files are too large for this copy and are handed over separately:' } as const, { kind: 'list', items: left_out } as const]),
      ...disclosedBlocks(await readDisclosures(act.tx, patient_id)),
      ...copiedParts(await records.timeline(act.tx, patient_id, { limit: 100_000 }), kindHeadings),
      ...saidBlocks(said),
      ...(photos.length === 0 ? [] : [{ kind: 'text', text: `Photos of you are in this copy as files: ${photos.length}.` } as const]),
    ] };
    const readable = canPrintPaper(paper) ? { name: 'record.pdf', content: await paperPdf(paper) } : { name: 'record.html', content: Buffer.from(paperHtml(paper)) };
    const by_name = act.actor.display_name;
    await noteAct(act.tx, request_id, { act: 'copied', by_name, note: withheld ?? '' });
    await insertDisclosure(act.tx, {
      patient_id, disclosed_on: await today(act.tx), recipient: request.asked_by, recipient_kind: 'patient', what: `Copy of the record, ${count} entries`, purpose: 'Right to a copy', legal_basis: 'asked',
    }, { request_id, by_name });
    act.audit.detail({ entries: count, withheld: withheld !== undefined });
    return new Document('application/zip', zipOf([{ name: 'record.json', content: Buffer.from(bundle) }, readable, ...photos.map(({ media_type, content }, at) => ({ name: `photo-${at + 1}.${media_type.replace('image/', '')}`, content }))]), 'record.zip');
  },
);

/** Who got data, on paper. */
export const disclosedBlocks = (disclosures: Awaited<ReturnType<typeof readDisclosures>>): Block[] => [
  { kind: 'heading', text: 'To whom data about you was given' },
  disclosures.length === 0 ? { kind: 'text', text: 'To nobody outside the hospital, as far as is written down.' } : {
    kind: 'table', head: ['Date', 'To whom', 'What', 'What for', 'By which right'],
    rows: disclosures.map(({ disclosed_on, recipient, what, purpose, legal_basis }) => [printedDate(disclosed_on), recipient, what, purpose, basisWords[legal_basis] ?? legal_basis]),
  },
];

const wayWords = { email: 'E-mail', sms: 'SMS', letter: 'Letter' } as const;

/** What was written to the patient, on paper. */
const saidBlocks = (said: readonly SaidMessage[]): Block[] => (said.length === 0 ? [] : [
  { kind: 'heading', text: 'Messages that were sent to you' },
  { kind: 'table', head: ['Sent', 'By', 'To', 'What it said'], rows: said.map(({ sent_on, channel, to, subject, text }) => [printedDate(sent_on), wayWords[channel], to, [subject, text].filter((each) => each !== null).join('\n')]) },
]);

interface Copied {
  patient_id: string;
  aliases: readonly string[];
  said: readonly SaidMessage[];
}

/** Every entry as it was written, character by character, the files that entries point to, and the messages that were sent. */
async function bundleOf({ tx, web_origin }: Act, { patient_id, aliases, said }: Copied): Promise<{ bundle: string; count: number; left_out: string[] }> {
  const held = (await records.compartment(tx, aliases)).flatMap(({ type, id, json }) => (json === null ? [] : [{ type, id, json }]));
  const left_out: string[] = [];
  const files: { type: string; id: string; json: string }[] = [];
  let bytes = 0;
  for (const { type, id, json } of held) {
    if (type !== 'DocumentReference') continue;
    const file = await binaryOf(tx, id);
    if (file === undefined) continue;
    bytes += file.content.length;
    if (bytes > filesBytesMax) left_out.push((JSON.parse(json) as { description?: string }).description ?? id);
    else files.push({ type: 'Binary', id, json: JSON.stringify({ resourceType: 'Binary', id, contentType: file.content_type, data: file.content.toString('base64') }) });
  }
  const messages = said.map((each) => ({ type: 'Communication', id: each.id, json: JSON.stringify(communicationOf(each, patient_id)) }));
  const all = [...held, ...messages, ...files];
  const entries = all.map(({ type, id, json }) => `{"fullUrl":${JSON.stringify(`${web_origin}/fhir/R4/${type}/${id}`)},"resource":${json}}`);
  return { count: held.length + messages.length, left_out, bundle: `{"resourceType":"Bundle","type":"collection","timestamp":${JSON.stringify(new Date().toISOString())},"entry":[${entries.join(',')}]}` };
}
