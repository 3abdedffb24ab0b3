import { words, type Translate } from '@openward/platform/ui';

type Words = Readonly<Record<string, string>>;

/** What an event is about: the department and the thing of its name. */
export const thingWords: Words = {
  'patients.patient': words('Patient'),
  'patients.version': words('Versions of a registration'),
  'patients.photo': words('Photo'),
  'patients.identifier': words('Secret number'),
  'patients.duplicate': words('Likely duplicates'),
  'patients.merge': words('Merge of records'),
  'patients.contradiction': words('Contradiction'),
  'patients.coverage': words('Coverage'),
  'patients.payer': words('Payer'),
  'patients.label': words('Label'),
  'patients.wristband': words('Wristband'),
  'records.timeline': words('Timeline'),
  'records.summary': words('Chart summary'),
  'records.version': words('Versions of an entry'),
  'records.resource': words('Clinical record'),
  'records.import': words('Import'),
  'staff.practitioner': words('Person of the staff'),
  'staff.assignment': words('Assignment'),
  'staff.department': words('Department'),
  'staff.location': words('Place'),
  'compliance.audit': words('Audit log'),
  'compliance.access': words('Audit log of a patient'),
  'auth.session': words('Session'),
  'auth.account': words('Account'),
  'auth.administrator': words('First administrator'),
  'auth.password': words('Password'),
  'auth.totp': words('Authenticator app'),
  'auth.passkey': words('Passkey'),
  'auth.second-factor': words('Second factor'),
  'auth.recovery-codes': words('Recovery codes'),
  'auth.role': words('Role'),
  'auth.token': words('Token of a machine'),
  'auth.policy': words('Rules of signing in'),
  'platform.installation': words('This hospital'),
};

/** What was done: the verb of the name. */
const verbWords: Words = {
  read: words('opened'),
  search: words('searched'),
  list: words('listed'),
  create: words('made'),
  update: words('changed'),
  delete: words('removed'),
  print: words('printed'),
  merge: words('merged'),
  import: words('imported'),
  export: words('exported'),
  restrict: words('restricted or released'),
  identify: words('identified'),
  preview: words('previewed'),
  undo: words('undone'),
  reconcile: words('reconciled'),
  end: words('ended'),
  cancel: words('taken back'),
  begin: words('begun'),
  reset: words('reset'),
  revoke: words('revoked'),
  lock: words('locked'),
  unlock: words('unlocked'),
  enable: words('enabled'),
  disable: words('disabled'),
  confirm: words('confirmed'),
  switch: words('switched to another person'),
  'second-factor': words('second factor given'),
  'delete-all': words('all ended'),
  're-role': words('roles changed'),
};

/** What some events are called when their parts would mislead. */
const wholeWords: Words = {
  'auth.session.create': words('Signed in'),
  'auth.session.delete': words('Signed out'),
};

/** The departments whose events there are, for a filter. */
export const areaWords: Words = {
  patients: words('Everything on registrations'),
  records: words('Everything on clinical records'),
  staff: words('Everything on staff and places'),
  auth: words('Everything on signing in and accounts'),
  compliance: words('Everything on the audit log'),
};

/** An event in words: `Patient · opened`. A name that nobody has words for is shown as it is. */
export function eventText(name: string, t: Translate): string {
  const whole = wholeWords[name];
  if (whole !== undefined) return t(whole);
  const [department, thing, ...rest] = name.split('.');
  const about = thingWords[`${department}.${thing}`];
  const verb = verbWords[rest.join('.')];
  if (about === undefined || rest.length === 0) return name;
  return `${t(about)} · ${verb === undefined ? rest.join('.') : t(verb)}`;
}

/** Why somebody acted, by the HL7 PurposeOfUse codes. */
export const purposeWords: Words = {
  TREAT: words('Treatment'),
  ETREAT: words('Emergency treatment'),
  HPAYMT: words('Payment'),
  HOPERAT: words('Running the hospital'),
  PATRQT: words('Asked for by the patient'),
  PUBHLTH: words('Public health'),
  HRESCH: words('Research'),
  SYSADMIN: words('Administration of the system'),
};
