import { words } from '@openward/platform/ui';

/** What a review found. */
export const outcomeWords: Readonly<Record<string, string>> = {
  justified: words('Justified'),
  explained: words('Settled in a talk'),
  misuse: words('Misuse'),
};

/** The rules of a decision, as a person asks them. */
export const ruleWords: Readonly<Record<string, string>> = {
  'not-signed-in': words('The account is not disabled'),
  state: words('Signing in is finished'),
  permission: words('The role allows it'),
  'own-record-only': words('It is their own record'),
  consent: words('The patient does not withhold the record from them'),
  restricted: words('They are cleared for this record'),
  'other-place': words('The patient is treated where they work, or they work everywhere'),
  'no-relation': words('They treat the patient, or need not'),
};
