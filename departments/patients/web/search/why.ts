import { groupNumber, words, type Translate } from '@openward/platform/ui';
import type { PatientFound } from '../../contract/index.ts';

const mergedNumber = words('was {number}');
const matchedAs = words('found by {text}');
const spelt = words('spelt like it');
const sounds = words('sounds like it');

/** Why a patient was found, where the row itself does not show it; null where it does. */
export function matchText({ reason, matched, merged }: PatientFound['why'], t: Translate): string | null {
  if (merged !== null) return t(mergedNumber, { number: groupNumber(merged.hospital_number) });
  if (matched !== null) return t(matchedAs, { text: matched });
  if (reason === 'spelt_like') return t(spelt);
  return reason === 'sounds_like' ? t(sounds) : null;
}
