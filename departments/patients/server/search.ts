import { serve } from '@openward/platform/http';
import { searchContract, type PatientFound } from '../contract/search.ts';
import { type Reading, readSearch } from '../rules/search.ts';
import { matchedName, matchedPhone } from '../rules/search-why.ts';
import { latestToday } from './change.ts';
import { type Found, searchPatients } from './search.sql.ts';
import { numberIndex } from './secret.ts';

/** Finds patients as somebody types. The audit event names those who were shown, and never what was typed. */
export const search = serve(searchContract.search, async ({ q, limit, day_first }, act) => {
  const readings = readSearch(q, { today: latestToday(), dayFirst: day_first });
  const secrets = readings.flatMap(({ code }) => (code !== null && code.length >= 5 ? [numberIndex(code)] : []));
  const found = readings.length === 0 ? [] : await searchPatients(act.tx, readings, secrets, limit + 1);
  const shown = found.slice(0, limit);
  act.audit.shown(shown.map(({ id }) => id));
  act.audit.detail({ count: shown.length, by: [...new Set(shown.map(({ reason }) => reason))] });
  return { patients: shown.map((patient) => present(patient, readings)), more: found.length > limit };
});

function present(found: Found, readings: readonly Reading[]): PatientFound {
  const { reason, merged, registered_at, names: _names, phones: _phones, numbers: _numbers, ...row } = found;
  return { ...row, registered_at: registered_at.toISOString(), why: { reason, merged, matched: matched(found, readings) } };
}

function matched({ reason, names, phones, numbers }: Found, readings: readonly Reading[]): string | null {
  const code = readings.find((reading) => reading.code !== null)?.code ?? null;
  if (reason === 'phone') return matchedPhone(phones, code);
  if (reason === 'identifier') return numbers.find((number) => plainCode(number).startsWith(code ?? '')) ?? null;
  if (reason === 'hospital_number' || reason === 'national_id' || reason === 'birth_date') return null;
  return matchedName(names, readings[0]?.words ?? []);
}

const plainCode = (number: string) => number.toUpperCase().replace(/[^0-9A-Z]/g, '');
