import { words, type Translate } from '@openward/platform/ui';

/** The words for the codes of statements, as a person reads them. */
type Words = Readonly<Record<string, string>>;

export const clinicalWords: Words = {
  active: words('Active'), recurrence: words('Came back'), relapse: words('Relapse'), inactive: words('Inactive'), remission: words('In remission'), resolved: words('Resolved'),
};
export const certaintyWords: Words = {
  unconfirmed: words('Unconfirmed'), provisional: words('Provisional'), differential: words('Differential'), confirmed: words('Confirmed'), refuted: words('Refuted'),
};
export const severityWords: Words = { mild: words('Mild'), moderate: words('Moderate'), severe: words('Severe') };
export const problemCategoryWords: Words = {
  'problem-list-item': words('Problem'), 'health-concern': words('Health concern'), 'encounter-diagnosis': words('Diagnosis of a visit'),
};
export const allergyTypeWords: Words = { allergy: words('Allergy'), intolerance: words('Intolerance') };
export const allergyCategoryWords: Words = { medication: words('Medicine'), food: words('Food'), environment: words('Environment'), biologic: words('Biological substance') };
export const criticalityWords: Words = { high: words('High risk'), low: words('Low risk'), 'unable-to-assess': words('Risk cannot be assessed') };
export const noneKnownWords: Words = {
  all: words('No known allergies'), medication: words('No known drug allergy'), food: words('No known food allergy'), environment: words('No known environmental allergy'),
};
export const medicineStateWords: Words = {
  active: words('Taken'), 'on-hold': words('On hold'), completed: words('Completed'), stopped: words('Stopped'), 'not-taking': words('Not taken'),
  cancelled: words('Cancelled'), draft: words('Draft'),
};
export const orderStateWords: Words = {
  active: words('Open'), 'on-hold': words('On hold'), completed: words('Done'), revoked: words('Cancelled'), cancelled: words('Cancelled'), stopped: words('Stopped'), draft: words('Draft'),
};
export const orderCategoryWords: Words = {
  laboratory: words('Laboratory'), imaging: words('Imaging'), referral: words('Referral'), procedure: words('Procedure'),
};
export const priorityWords: Words = { routine: words('Routine'), urgent: words('Urgent'), asap: words('As soon as possible'), stat: words('At once') };
export const unitNames: Words = {
  mg: words('milligrams'), g: words('grams'), ug: words('micrograms'), mL: words('millilitres'), L: words('litres'), '[iU]': words('units'), mmol: words('millimoles'),
  meq: words('milliequivalents'), '[drp]': words('drops'), '{tablet}': words('tablets'), '{capsule}': words('capsules'), '{puff}': words('puffs'),
  '{application}': words('applications'), '{patch}': words('patches'), '{sachet}': words('sachets'), '{suppository}': words('suppositories'),
};
export const routeNames: Words = {
  oral: words('By mouth'), sublingual: words('Under the tongue'), intravenous: words('Into a vein'), intramuscular: words('Into a muscle'),
  subcutaneous: words('Under the skin'), inhalation: words('Inhaled'), nasal: words('Into the nose'), eye: words('Into the eye'), ear: words('Into the ear'),
  skin: words('On the skin'), transdermal: words('Through the skin'), rectal: words('Into the rectum'), vaginal: words('Into the vagina'),
};
export const periodNames: Words = { h: words('hours'), d: words('days'), wk: words('weeks'), mo: words('months') };
export const reconcileWords: Words = { continue: words('Continue'), change: words('Change'), stop: words('Stop'), not_taking: words('Not taken') };
export const vaccineSiteWords: Words = { 'left-arm': words('Left arm'), 'right-arm': words('Right arm'), 'left-thigh': words('Left thigh'), 'right-thigh': words('Right thigh') };
export const vaccineRouteWords: Words = {
  intramuscular: words('Into a muscle'), subcutaneous: words('Under the skin'), intradermal: words('Into the skin'), oral: words('By mouth'), nasal: words('Into the nose'),
};
export const procedureStateWords: Words = {
  completed: words('Done'), 'in-progress': words('Under way'), preparation: words('Being prepared'), stopped: words('Stopped'), 'not-done': words('Not done'),
};
export const outcomeWords: Words = { successful: words('Successful'), 'partially-successful': words('Partly successful'), unsuccessful: words('Unsuccessful') };
export const relationshipWords: Words = {
  mother: words('Mother'), father: words('Father'), sister: words('Sister'), brother: words('Brother'), daughter: words('Daughter'), son: words('Son'),
  'maternal-grandmother': words('Mother’s mother'), 'maternal-grandfather': words('Mother’s father'), 'paternal-grandmother': words('Father’s mother'),
  'paternal-grandfather': words('Father’s father'), aunt: words('Aunt'), uncle: words('Uncle'), cousin: words('Cousin'), 'family-member': words('Another relative'),
};
export const topicWords: Words = {
  smoking: words('Smoking'), alcohol: words('Alcohol'), drugs: words('Other drugs'), occupation: words('Occupation'), living: words('People at home'),
  pregnancy: words('Pregnancy'), 'pregnancy-intent': words('Wish for a child'),
};

/** Choices for a field, in the language of the screen. */
export const choicesOf = (all: Words, t: Translate) => Object.entries(all).map(([value, label]) => ({ value, label: t(label) }));

/** The word for a code; a code that nobody foresaw as it is. */
export const wordFor = (all: Words, code: string | null | undefined, t: Translate): string => (code == null ? '' : all[code] === undefined ? code : t(all[code]));

/** Parts of a line, without those that say nothing. */
export const said = (...parts: (string | null | undefined | false)[]): string => parts.filter((part) => typeof part === 'string' && part !== '').join(' · ');
