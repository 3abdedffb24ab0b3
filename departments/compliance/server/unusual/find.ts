import type { Tx } from '@openward/platform/db';
import type { UnusualAccess } from '../../contract/unusual.ts';
import { isMany, many_min, staffNames, unusualOf } from '../../rules/unusual/unusual.ts';
import { readAccesses, readBursts, readStaffNames, type Whose } from './unusual.sql.ts';

export type Found = Omit<UnusualAccess, 'open' | 'own' | 'reviews'>;

/** Every access of a time that meets a rule, many records at once first. */
export async function findUnusual(tx: Tx, from: string, until: string, whose: Whose = {}): Promise<Found[]> {
  const staff = staffNames(await readStaffNames(tx));
  const bursts = whose.patient_id == null ? (await readBursts(tx, from, until, many_min, whose)).filter(({ records }) => isMany(records)) : [];
  return [
    ...bursts.map(({ first_at, last_at, ...burst }) => ({ ...burst, patient: null, rules: ['many' as const], first_at: first_at.toISOString(), last_at: last_at.toISOString() })),
    ...(whose.patient_id === null ? [] : await readAccesses(tx, from, until, whose)).flatMap((access): Found[] => {
      const rules = unusualOf(access, staff);
      const { account_id, username, display_name, patient_id, patient_name: name, hospital_number, first_at, last_at, acts } = access;
      return rules.length === 0 ? [] : [{ account_id, username, display_name, patient: { patient_id, name, hospital_number }, rules, first_at: first_at.toISOString(), last_at: last_at.toISOString(), acts, records: 1 }];
    }),
  ];
}
