import { words } from '@openward/platform/ui';

type Words = Readonly<Record<string, string>>;

/** The rights of a patient. */
export const kindWords: Words = {
  access: words('Copy of the record'),
  portability: words('Copy to take elsewhere'),
  rectification: words('Correction'),
  erasure: words('Erasure'),
  restriction: words('Restriction of use'),
  objection: words('Objection'),
};

/** How a request stands, and what was done about it. */
export const stateWords: Words = {
  open: words('Open'),
  received: words('Received'),
  extended: words('Time extended'),
  copied: words('Copy made'),
  erased: words('Erased'),
  'erasure-asked': words('Erasure proposed'),
  'erasure-refused': words('Erasure refused'),
  'erasure-withdrawn': words('Erasure withdrawn'),
  granted: words('Granted'),
  partly: words('Granted in part'),
  refused: words('Refused'),
  withdrawn: words('Withdrawn'),
};

/** What a recipient is. */
export const recipientWords: Words = {
  patient: words('Patient'),
  representative: words('Representative'),
  hospital: words('Hospital or practice'),
  insurer: words('Insurer'),
  authority: words('Authority'),
  court: words('Court'),
  research: words('Research'),
  other: words('Other'),
};

/** By which right data is given. */
export const basisWords: Words = {
  asked: words('Asked for by the patient'),
  consent: words('Consent'),
  treatment: words('Treatment'),
  payment: words('Payment'),
  law: words('Required by law'),
  court: words('Order of a court'),
  'public-health': words('Public health'),
  research: words('Research'),
  vital: words('Vital interest'),
};

/** Choices of a list, of its words. */
export const choicesOf = (of: Words, t: (text: string) => string): { value: string; label: string }[] => Object.entries(of).map(([value, label]) => ({ value, label: t(label) }));
