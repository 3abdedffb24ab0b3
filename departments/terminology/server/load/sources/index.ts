import type { CodeSource } from '../loaded-code.ts';
import { cvx } from './cvx.ts';
import { icd10cm } from './icd-10-cm.ts';
import { icd11 } from './icd-11.ts';
import { atc } from './lists.ts';
import { loinc } from './loinc.ts';
import { rxnorm } from './rxnorm.ts';
import { snomedGps, snomedRf2 } from './snomed.ts';

export { ownList } from './lists.ts';

/** The official files that can be loaded, by the name that the command takes. */
export const codeSources: Readonly<Record<string, CodeSource>> = {
  'icd-10-cm': icd10cm, 'icd-11': icd11, loinc, rxnorm, cvx, 'snomed-rf2': snomedRf2, 'snomed-gps': snomedGps, atc,
};
