import { printedDate } from '@openward/platform/time';
import { groupHospitalNumber } from '../contract/hospital-number.ts';
import type { PatientRecord } from '../contract/record.ts';

const sexWords = { male: 'Male', female: 'Female', other: 'Other', unknown: 'Sex unknown' } as const;

/** What identifies a patient on everything that is printed. What is not known is said in words. */
export interface IdentityLines {
  name: string;
  born: string;
  sex: string;
  /** As people read it; the barcode holds `number`. */
  grouped: string;
  number: string;
}

export function identityLines(
  patient: Pick<PatientRecord, 'display_name' | 'birth_date' | 'birth_date_estimated' | 'sex' | 'hospital_number'>,
): IdentityLines {
  const { display_name, birth_date, birth_date_estimated, sex, hospital_number } = patient;
  const date = birth_date === null ? 'birth date not known' : printedDate(birth_date);
  return {
    name: display_name,
    born: birth_date === null ? date : `Born ${birth_date_estimated ? 'about ' : ''}${date}`,
    sex: sexWords[sex],
    grouped: groupHospitalNumber(hospital_number),
    number: hospital_number,
  };
}
