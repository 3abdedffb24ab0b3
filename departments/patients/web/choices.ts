import { words, type Translate } from '@openward/platform/ui';

/** The words for the codes of a registration, as a person reads them. */
type Words = Readonly<Record<string, string>>;

export const nameUseWords: Words = {
  official: words('Official'),
  usual: words('Usual'),
  nickname: words('Preferred or nickname'),
  maiden: words('Before marriage'),
  old: words('Former'),
  temp: words('Temporary'),
  anonymous: words('Alias for protection'),
};

export const telecomWords: Words = {
  phone: words('Telephone'),
  sms: words('Text messages only'),
  email: words('E-mail'),
  fax: words('Fax'),
  pager: words('Pager'),
  url: words('Web address'),
  other: words('Other'),
};

export const telecomUseWords: Words = {
  mobile: words('Mobile'),
  home: words('Home'),
  work: words('Work'),
  temp: words('Temporary'),
  old: words('Former'),
};

export const addressUseWords: Words = {
  home: words('Home'),
  work: words('Work'),
  temp: words('Temporary'),
  billing: words('For invoices'),
  old: words('Former'),
};

export const identifierWords: Words = {
  national_id: words('National identity number'),
  passport: words('Passport'),
  insurance: words('Insurance number'),
  driving_licence: words('Driving licence'),
  other_hospital: words('Number at another hospital'),
  other: words('Other'),
};

export const relatedRoleWords: Words = {
  next_of_kin: words('Next of kin'),
  emergency_contact: words('Emergency contact'),
  legal_guardian: words('Legal guardian'),
  guarantor: words('Guarantor (pays)'),
  other: words('Other'),
};

export const genderWords: Words = {
  male: words('Man or boy'),
  female: words('Woman or girl'),
  'non-binary': words('Non-binary'),
  'transgender-male': words('Transgender man'),
  'transgender-female': words('Transgender woman'),
  other: words('Other'),
  'non-disclose': words('Prefers not to say'),
};

export const clinicalSexWords: Words = {
  'male-typical': words('Use male ranges and doses'),
  'female-typical': words('Use female ranges and doses'),
  specified: words('As specified in the note'),
  unknown: words('Not known'),
};

export const maritalWords: Words = {
  S: words('Never married'),
  M: words('Married'),
  T: words('In a partnership'),
  D: words('Divorced'),
  W: words('Widowed'),
  L: words('Separated'),
  A: words('Annulled'),
  I: words('Interlocutory'),
  P: words('Polygamous'),
  C: words('Common law'),
  U: words('Unmarried'),
  UNK: words('Not known'),
};

export const consentWords: Words = {
  not_asked: words('Not asked yet'),
  given: words('May be contacted'),
  refused: words('Must not be contacted'),
};

export const channelWords: Words = {
  call: words('Call'),
  sms: words('Text message'),
  messaging: words('Messaging app'),
  email: words('E-mail'),
  letter: words('Letter'),
  portal: words('Patient portal'),
};

export const relationshipWords: Words = {
  self: words('The patient'),
  spouse: words('Spouse or partner'),
  child: words('Child'),
  parent: words('Parent'),
  other: words('Other'),
};

export const payerKindWords: Words = {
  insurer: words('Insurer'),
  government: words('Government'),
  employer: words('Employer'),
  charity: words('Charity'),
  other: words('Other'),
};

/** Codes and their words, for a list to choose from. */
export function choicesOf(codes: Words, t: Translate): { value: string; label: string }[] {
  return Object.entries(codes).map(([value, label]) => ({ value, label: t(label) }));
}

/** The word for a code; a code that nobody has words for is shown as it is. */
export function wordFor(codes: Words, code: string, t: Translate): string {
  const label = codes[code];
  return label === undefined ? code : t(label);
}
