import { z } from 'zod';
import { type Act, secured, serve } from '@openward/platform/http';
import { paperDocument, printingHospital } from '@openward/platform/print';
import { printedDate } from '@openward/platform/time';
import { records, seeRecord } from '@openward/records/api';
import { complianceContract as contract } from '../../contract/index.ts';
import { tellStory } from '../../rules/rights/story.ts';
import { disclosedBlocks } from './copy.ts';
import { insertDisclosure, readActsOn, readDisclosures } from './disclosures.sql.ts';
import { frameOf } from './paper-frame.ts';
import { refuseFuture } from './rights.routes.ts';

const format = z.enum(['html', 'pdf']).default('html');
const period = { from: z.iso.date().optional(), until: z.iso.date().optional() };

async function storyOf(act: Act, { patient_id, from, until }: { patient_id: string; from?: string | undefined; until?: string | undefined }) {
  const { zone } = await printingHospital(act.tx);
  return tellStory(await readActsOn(act.tx, await records.aliasSet(act.tx, patient_id), { zone, from, until }));
}

export const disclosureRoutes = {
  disclosures: serve(contract.disclosures, async ({ patient_id }, act) => {
    await seeRecord(act, patient_id);
    return { disclosures: await readDisclosures(act.tx, patient_id) };
  }),

  addDisclosure: serve(contract.addDisclosure, async (input, act) => {
    await seeRecord(act, input.patient_id);
    await refuseFuture(act, 'disclosed_on', input.disclosed_on);
    const kept = await insertDisclosure(act.tx, input, { by_name: act.actor.display_name });
    act.audit.detail({ disclosure_id: kept.id, recipient_kind: kept.recipient_kind, legal_basis: kept.legal_basis });
    return kept;
  }),

  accessStory: serve(contract.accessStory, async (input, act) => {
    await seeRecord(act, input.patient_id);
    return { lines: await storyOf(act, input) };
  }),

  printDisclosures: secured(
    { method: 'GET', path: '/patients/{patient_id}/disclosures/print', summary: 'Print to whom data of a patient went', permission: 'rights.answer', patient: 'input', event: 'compliance.disclosure.print' },
    z.strictObject({ patient_id: z.uuid(), format }),
    async ({ patient_id, format: as }, act) => {
      const { paper } = await frameOf(act, patient_id);
      return paperDocument({ ...paper, title: 'To whom data about you was given', blocks: disclosedBlocks(await readDisclosures(act.tx, patient_id)).slice(1) }, as, 'disclosures');
    },
  ),

  printAccessStory: secured(
    { method: 'GET', path: '/patients/{patient_id}/access-story/print', summary: 'Print who opened a record, for the patient', permission: 'audit.read', patient: 'input', event: 'compliance.access.print' },
    z.strictObject({ patient_id: z.uuid(), ...period, format }),
    async ({ format: as, ...input }, act) => {
      const { paper } = await frameOf(act, input.patient_id);
      const rows = (await storyOf(act, input)).map(({ on, who, said }) => [printedDate(on), who, said]);
      return paperDocument({ ...paper, title: 'Who opened your record', blocks: [
        { kind: 'text', text: 'Every person and every program that opened or changed something about you, newest first. Ask us if you do not know why.' },
        rows.length === 0 ? { kind: 'text', text: 'Nobody, in this time.' } : { kind: 'table', head: ['Date', 'Who', 'What, and why'], rows },
      ] }, as, 'who-opened-my-record');
    },
  ),
};
