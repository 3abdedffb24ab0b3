import { serve } from '@openward/platform/http';
import { recordsContract } from '../contract/index.ts';
import { seeRecord } from './see.ts';
import { summary as readSummary } from './summary.ts';

export const summary = serve(recordsContract.summary, async ({ patient_id }, act) => {
  await seeRecord(act, patient_id);
  return readSummary(act.tx, patient_id);
});
