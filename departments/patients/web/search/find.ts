import { clinicalDate, groupNumber, translate, words, type Found } from '@openward/platform/ui';
import { hospitalNumber, type PatientFound } from '../../contract/index.ts';
import { patients } from '../client.ts';
import { matchText } from './why.ts';

const shown_max = 8;
const restricted = words('Restricted');
const deceased = words('Deceased');
const born = words('Born {date}');
const birthUnknown = words('Birth date not known');

/** Finds patients for the command bar. */
export async function findPatients(text: string, signal: AbortSignal): Promise<Found[]> {
  const found = await patients.search({ q: text, limit: shown_max }, { signal });
  return found.patients.map((patient) => ({
    id: patient.id,
    title: patient.display_name,
    detail: detailOf(patient),
    to: `/patients/${patient.id}`,
    mark: patient.restricted ? translate(restricted) : patient.deceased ? translate(deceased) : undefined,
  }));
}

function detailOf(patient: PatientFound): string {
  const birth = patient.birth_date === null ? translate(birthUnknown) : translate(born, { date: clinicalDate(patient.birth_date) });
  return [birth, groupNumber(patient.hospital_number), matchText(patient.why, translate)]
    .filter((part) => part !== null)
    .join(' · ');
}

/** The chart of the patient whose label or wristband was scanned: it holds the hospital number. */
export async function readScan(code: string): Promise<string | null> {
  const number = hospitalNumber.safeParse(code.replace(/^\W*[A-Za-z]+:/, ''));
  if (!number.success) return null;
  const found = await patients.search({ q: number.data, limit: 1 });
  const [patient] = found.patients;
  return patient?.why.reason === 'hospital_number' ? `/patients/${patient.id}` : null;
}
