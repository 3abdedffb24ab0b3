import { words, type Translate } from '@openward/platform/ui';

/** What was done, by the code of a version. */
export const actWords: Readonly<Record<string, string>> = {
  register: words('Registered'),
  update: words('Changed'),
  identify: words('Identified'),
  restrict: words('Restriction changed'),
  photo: words('Photo changed'),
  coverage: words('Who pays changed'),
  merge: words('Merged'),
  undo: words('Merge undone'),
  import: words('Imported'),
  erase: words('Erased'),
};

const fieldWords: Readonly<Record<string, string>> = {
  unknown: words('Identity known'),
  display_name: words('Name'),
  names: words('Name'),
  birth_date: words('Born'),
  birth_date_estimated: words('The birth date is an estimate'),
  multiple_birth_order: words('Of a multiple birth'),
  sex: words('Sex'),
  gender_identity: words('Gender identity'),
  sex_for_clinical_use: words('Sex for clinical use'),
  sex_for_clinical_use_note: words('What is to be used'),
  marital_status: words('Marital status'),
  language: words('Language'),
  interpreter_needed: words('Interpreter'),
  religion: words('Religion'),
  occupation: words('Occupation'),
  referrer: words('Referred by'),
  mother_id: words('Mother'),
  deceased: words('Deceased'),
  deceased_date: words('Died'),
  restricted: words('Restricted'),
  restricted_reason: words('Restricted because'),
  identifiers: words('Numbers'),
  telecoms: words('Telephone, e-mail'),
  addresses: words('Address'),
  related_people: words('People'),
  contact_rule: words('Consent to contact'),
  coverages: words('Who pays'),
  photo: words('Photo'),
};

/** The name of a field as the form calls it; a row of a list by its place, `telecoms[2]`. */
export function fieldWord(field: string, t: Translate): string {
  const [, name = field, place] = /^([a-z_]+)(?:\[(\d+)\])?/.exec(field) ?? [];
  const label = fieldWords[name];
  const word = label === undefined ? name.replaceAll('_', ' ') : t(label);
  return place === undefined ? word : `${word} ${Number(place) + 1}`;
}
