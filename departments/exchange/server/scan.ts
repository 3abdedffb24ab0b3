import { isScanning, refuseInfected } from '@openward/platform/scanner';
import { pathText } from '@openward/records/api';
import { filesIn } from '../rules/fhir/attachments.ts';

interface Sent {
  value: unknown;
  patient_id: string | null;
}

/** Refuses a resource in a file of which the scanner of the hospital finds something, by the place of that file. */
export async function refuseInfectedFiles({ value, patient_id }: Sent): Promise<void> {
  if (!isScanning()) return;
  for (const { path, content } of filesIn(value)) await refuseInfected([content], { patient_id, field: pathText(path) });
}

/** Whether a resource carries a file that the scanner of the hospital is to look at. */
export const mustBeScanned = (value: unknown): boolean => isScanning() && filesIn(value).next().done === false;
