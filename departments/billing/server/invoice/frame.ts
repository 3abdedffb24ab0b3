import type { Act } from '@openward/platform/http';
import { printingHospital, type Paper } from '@openward/platform/print';
import { printedInstant } from '@openward/platform/time';
import { identityOf } from '@openward/patients/api';
import { readSetting } from './setting.ts';

/** Whom a paper is about, where it comes from and who answers for it. */
export async function frameOf(act: Act, patient_id: string | null, author: string | null): Promise<Omit<Paper, 'title' | 'number' | 'blocks'>> {
  const { name, mark, zone } = await printingHospital(act.tx);
  const setting = await readSetting(act.tx);
  const patient = patient_id === null ? null : await identityOf(act.tx, patient_id);
  const lines = [setting.street, [setting.postal_code, setting.city].filter((each) => each !== null).join(' '), setting.email].filter((each): each is string => each !== null && each !== '');
  return {
    letterhead: { name: setting.seller_name ?? name, lines }, author: { name: author ?? act.actor.display_name, lines: [] }, at: printedInstant(new Date(), zone), mark,
    identity: { name: patient?.name ?? '', born: patient?.born ?? '', sex: patient?.sex ?? '', grouped: patient?.grouped ?? '' },
  };
}
