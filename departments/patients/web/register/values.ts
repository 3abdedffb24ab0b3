import { withoutBlanks } from '@openward/platform/ui';
import type { PatientRecord } from '../../contract/index.ts';

// What a registration form holds. Lists that people type as one line (given names, lines of an address) are one text
// here, and become lists again when they are sent.

type Text = string;

export interface NameValues {
  id?: Text;
  use: Text;
  prefix: Text;
  given: Text;
  family: Text;
  suffix: Text;
  script: Text;
  text: Text;
}

export interface RowValues {
  id?: Text;
  [field: string]: unknown;
}

export interface RegistrationValues extends Record<string, unknown> {
  unknown: boolean;
  names: NameValues[];
  birth_date: Text;
  birth_date_estimated: boolean;
  age_estimate: number | '';
  multiple_birth_order: number | '';
  sex: Text;
  gender_identity: Text;
  sex_for_clinical_use: Text;
  sex_for_clinical_use_note: Text;
  marital_status: Text;
  language: Text;
  /** `yes`, `no`, or blank where nobody has asked. */
  interpreter_needed: Text;
  religion: Text;
  occupation: Text;
  referrer: { name: Text; organisation: Text; phone: Text };
  mother_id: Text;
  deceased: boolean;
  deceased_date: Text;
  identifiers: RowValues[];
  telecoms: RowValues[];
  addresses: RowValues[];
  related_people: RowValues[];
  contact_rule: RowValues & { consent: Text; channels: Text[] };
}

export const blankName = (use = 'official'): NameValues => ({ use, prefix: '', given: '', family: '', suffix: '', script: '', text: '' });
export const blankTelecom = (): RowValues => ({ system: 'phone', use: 'mobile', value: '' });
export const blankAddress = (): RowValues => ({ use: 'home', lines: '', city: '', district: '', state: '', postal_code: '', country: '' });
export const blankIdentifier = (): RowValues => ({ kind: 'national_id', value: '', issuer: '', system: '' });
export const blankPerson = (): RowValues => ({ roles: ['next_of_kin'], relationship: '', name: '', phone: '', email: '', address: '', language: '' });

const blankContactRule = () => ({
  consent: 'not_asked',
  channels: [] as string[],
  may_leave_message: false,
  hours_from: '',
  hours_to: '',
  instruction: '',
  alternative_name: '',
  alternative_phone: '',
});

/** An empty form, with a row for what nearly everybody has. */
export function blankRegistration(): RegistrationValues {
  return {
    unknown: false,
    names: [blankName()],
    birth_date: '',
    birth_date_estimated: false,
    age_estimate: '',
    multiple_birth_order: '',
    sex: 'unknown',
    gender_identity: '',
    sex_for_clinical_use: '',
    sex_for_clinical_use_note: '',
    marital_status: '',
    language: '',
    interpreter_needed: '',
    religion: '',
    occupation: '',
    referrer: { name: '', organisation: '', phone: '' },
    mother_id: '',
    deceased: false,
    deceased_date: '',
    identifiers: [],
    telecoms: [blankTelecom()],
    addresses: [blankAddress()],
    related_people: [],
    contact_rule: blankContactRule(),
  };
}

const isTyped = (row: object, fields: readonly string[]) =>
  'id' in row || fields.some((field) => withoutBlanks((row as Record<string, unknown>)[field]) !== undefined);

/** The fields of each list of which one says that somebody typed into a row. */
const tellingFields: Readonly<Record<string, readonly string[]>> = {
  names: ['text', 'family', 'given'],
  identifiers: ['value', 'issuer', 'system'],
  telecoms: ['value'],
  addresses: ['lines', 'city', 'district', 'state', 'postal_code', 'country', 'text'],
  related_people: ['name', 'relationship', 'phone', 'email', 'address', 'linked_patient_id'],
};

/** Leaves out the rows in which nothing was typed; an empty list keeps its first row, for the person to type into. */
export function tidyRegistration(values: RegistrationValues): RegistrationValues {
  const tidy = Object.entries(tellingFields).map(([list, fields]) => {
    const rows = values[list] as object[];
    const typed = rows.filter((row) => isTyped(row, fields));
    return [list, typed.length > 0 ? typed : rows.slice(0, 1)] as const;
  });
  return { ...values, ...Object.fromEntries(tidy) };
}

/** The rows of a list that are sent. A patient who is known needs a name, so a blank one is sent to be refused at its field. */
function rowsToSend<Row extends object>(list: string, rows: readonly Row[], keepBlank = false): Row[] {
  return keepBlank ? [...rows] : rows.filter((row) => isTyped(row, tellingFields[list] ?? []));
}

/** What is sent for a field, out of what the form holds. */
export function fieldToSend(field: string, values: RegistrationValues): unknown {
  const value = values[field];
  if (field === 'names') return rowsToSend('names', values.names, !values.unknown).map(nameToSend);
  if (field === 'addresses') {
    return rowsToSend(field, values.addresses).map((row) => withoutBlanks({ ...row, lines: linesOf(row['lines']) }));
  }
  if (field in tellingFields) return withoutBlanks(rowsToSend(field, value as RowValues[]));
  if (field === 'referrer') return values.referrer.name.trim() === '' ? undefined : withoutBlanks(value);
  if (field === 'contact_rule') return isUnasked(values.contact_rule) ? undefined : withoutBlanks(value);
  if (field === 'interpreter_needed') return value === '' ? undefined : value === 'yes';
  return withoutBlanks(value);
}

function isUnasked(rule: RowValues): boolean {
  return JSON.stringify(withoutBlanks(rule)) === JSON.stringify(withoutBlanks(blankContactRule()));
}

function nameToSend(name: NameValues): unknown {
  const { given, prefix, suffix, ...rest } = name;
  return withoutBlanks({ ...rest, given: partsOf(given), prefix: partsOf(prefix), suffix: partsOf(suffix) });
}

/** `Mary Ann, Joy` is two names, `Mary Joy` too: a comma joins what a space would part. */
const partsOf = (text: string) => text.split(text.includes(',') ? ',' : /\s+/).map((part) => part.trim()).filter(Boolean);
const joined = (parts: readonly string[]) => (parts.some((part) => part.includes(' ')) ? `${parts.join(', ')}${parts.length === 1 ? ',' : ''}` : parts.join(' '));
const linesOf = (text: unknown) => (typeof text === 'string' ? text : '').split('\n').map((line) => line.trim()).filter(Boolean);

const text = (value: string | null) => value ?? '';
const texts = <Row extends object>(row: Row): RowValues =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value ?? ''])) as RowValues;

/** What the form shows of a record. */
export function valuesOf(record: PatientRecord): RegistrationValues {
  return {
    unknown: record.unknown,
    names: record.names.map(({ id, use, prefix, given, family, suffix, script, text: whole, valid_from, valid_to }) => ({
      id,
      use: text(use),
      prefix: joined(prefix),
      given: joined(given),
      family: text(family),
      suffix: joined(suffix),
      script: text(script),
      text: text(whole),
      valid_from: text(valid_from),
      valid_to: text(valid_to),
    })),
    birth_date: text(record.birth_date),
    birth_date_estimated: record.birth_date_estimated,
    age_estimate: '',
    multiple_birth_order: record.multiple_birth_order ?? '',
    sex: record.sex,
    gender_identity: text(record.gender_identity),
    sex_for_clinical_use: text(record.sex_for_clinical_use),
    sex_for_clinical_use_note: text(record.sex_for_clinical_use_note),
    marital_status: text(record.marital_status),
    language: text(record.language),
    interpreter_needed: record.interpreter_needed === null ? '' : record.interpreter_needed ? 'yes' : 'no',
    religion: text(record.religion),
    occupation: text(record.occupation),
    referrer: { name: text(record.referrer?.name ?? null), organisation: text(record.referrer?.organisation ?? null), phone: text(record.referrer?.phone ?? null) },
    mother_id: text(record.mother_id),
    deceased: record.deceased,
    deceased_date: text(record.deceased_date),
    identifiers: record.identifiers.map(({ masked: _masked, ...row }) => texts(row)),
    telecoms: record.telecoms.map(({ e164: _e164, ...row }) => texts(row)),
    addresses: record.addresses.map((row) => ({ ...texts(row), lines: row.lines.join('\n') })),
    related_people: record.related_people.map((row) => ({ ...texts(row), roles: [...row.roles] })),
    contact_rule: { ...blankContactRule(), ...(record.contact_rule === null ? {} : texts(record.contact_rule)), ...(record.contact_rule === null ? {} : { channels: [...record.contact_rule.channels] }) } as RegistrationValues['contact_rule'],
  };
}
