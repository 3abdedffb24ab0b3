import { words, type Translate } from '@openward/platform/ui';
import type { certainties, diagnosisUses, dispositions, PaperKind, VisitClass, VisitStatus } from '../contract/index.ts';

export const classWords: Readonly<Record<VisitClass, string>> = {
  outpatient: words('Outpatient'),
  emergency: words('Emergency'),
  inpatient: words('Inpatient'),
  home: words('Home visit'),
  tele: words('By telephone or video'),
};

export const statusWords: Readonly<Record<VisitStatus, string>> = {
  planned: words('Expected'),
  arrived: words('Waiting'),
  triaged: words('Triaged'),
  'in-progress': words('Being seen'),
  onleave: words('On leave'),
  finished: words('Over'),
  cancelled: words('Called off'),
  'entered-in-error': words('Entered in error'),
};

export const dispositionWords: Readonly<Record<(typeof dispositions)[number], string>> = {
  home: words('Home'),
  'alt-home': words('Another home'),
  'other-hcf': words('Another hospital'),
  hosp: words('Hospice'),
  long: words('Long-term care'),
  aadvice: words('Left against advice'),
  exp: words('Died'),
  psy: words('Psychiatric hospital'),
  rehab: words('Rehabilitation'),
  snf: words('Nursing facility'),
  oth: words('Elsewhere'),
};

export const diagnosisUseWords: Readonly<Record<(typeof diagnosisUses)[number], string>> = {
  discharge: words('Diagnosis of the visit'),
  'chief-complaint': words('Chief complaint'),
  admission: words('On admission'),
  comorbidity: words('Comorbidity'),
  'pre-op': words('Before an operation'),
  'post-op': words('After an operation'),
  billing: words('For billing'),
};

export const certaintyWords: Readonly<Record<(typeof certainties)[number], string>> = {
  confirmed: words('Confirmed'),
  provisional: words('Provisional'),
  differential: words('One of several possible'),
};

/** Words of a list of codes as the choices of a field. */
export const choicesOf = <Code extends string>(wordsOf: Readonly<Record<Code, string>>, t: Translate): { value: Code; label: string }[] =>
  Object.entries<string>(wordsOf).map(([value, label]) => ({ value: value as Code, label: t(label) }));

/** The word of a code; what another system wrote is shown as it wrote it. */
export const wordOf = (wordsOf: Readonly<Record<string, string>>, code: string, t: Translate): string => {
  const word = wordsOf[code];
  return word === undefined ? code : t(word);
};

export const paperWords: Readonly<Record<PaperKind, string>> = {
  'sick-leave': words('Sick-leave certificate'),
  'referral-letter': words('Referral letter'),
  'death-notification': words('Notification of death'),
  'notifiable-disease': words('Report of a notifiable disease'),
};
