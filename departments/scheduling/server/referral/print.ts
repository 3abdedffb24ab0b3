import { z } from 'zod';
import { identityOf } from '@openward/patients/api';
import { Problem, secured } from '@openward/platform/http';
import { paperDocument, printingHospital } from '@openward/platform/print';
import { printedInstant } from '@openward/platform/time';
import { records, seeRecord } from '@openward/records/api';
import { referralBlocks } from './paper.ts';
import { readReferrals } from './referral.sql.ts';

/** A referral on paper, with its number and the authorisation of the payer: for whoever referred, the patient, the payer. */
export const printReferral = secured(
  { method: 'GET', path: '/patients/{patient_id}/referrals/{referral_id}/paper', summary: 'Print a referral and what was decided', permission: 'scheduling.read', patient: 'input', event: 'scheduling.referral.print' },
  z.strictObject({ patient_id: z.uuid(), referral_id: z.uuid(), format: z.enum(['html', 'pdf']).default('html') }),
  async ({ patient_id, referral_id, format }, act) => {
    await seeRecord(act, patient_id);
    const [referral] = await readReferrals(act.tx, { ids: [referral_id] });
    const identity = referral !== undefined && (await records.aliasSet(act.tx, patient_id)).includes(referral.patient_id) ? await identityOf(act.tx, patient_id) : null;
    if (referral === undefined || identity === null) throw new Problem(404, 'scheduling.referral_unknown', 'There is no such referral in this record', { field: 'referral_id' });
    const { name, mark, zone } = await printingHospital(act.tx);
    act.audit.detail({ referral_id, format });
    return paperDocument({
      title: 'Referral', number: referral.their_number, letterhead: { name, lines: referral.department_name === null ? [] : [referral.department_name] }, identity,
      author: { name: referral.decided_by ?? act.actor.display_name, lines: [] }, at: printedInstant(new Date(), zone), blocks: referralBlocks(referral, zone), mark,
    }, format, 'referral');
  },
);
