import type { Tx } from '../db/index.ts';
import { readInstallation } from '../installation/index.ts';

/** What is laid across everything that is not printed by a real hospital. */
const markOf = (mode: string | undefined): string | null => (mode === 'demo' ? 'DEMO' : mode === 'training' ? 'TRAINING' : null);

/** The hospital’s name, its mark and its clock, as everything that is printed needs them. */
export async function printingHospital(tx: Tx): Promise<{ name: string; mark: string | null; zone: string }> {
  const installation = await readInstallation(tx);
  return { name: installation?.hospital_name ?? 'Hospital', mark: markOf(installation?.mode), zone: installation?.time_zone ?? 'UTC' };
}
