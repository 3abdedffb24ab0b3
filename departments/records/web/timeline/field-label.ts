import { words, type Translate } from '@openward/platform/ui';

/** Names of FHIR elements as a chart calls them. Others are told by their own name, written as words. */
const known: Readonly<Record<string, string>> = {
  status: words('Status'), code: words('Code'), category: words('Category'), subject: words('Patient'), patient: words('Patient'),
  encounter: words('Visit'), context: words('Visit'), note: words('Remark'), text: words('Text'), issued: words('Issued'),
  valueQuantity: words('Value'), valueCodeableConcept: words('Value'), valueString: words('Value'), component: words('Part'),
  interpretation: words('Interpretation'), referenceRange: words('Reference range'), performer: words('By'), recorder: words('Recorded by'),
  asserter: words('Stated by'), requester: words('Asked for by'), author: words('Author'), recordedDate: words('Recorded'),
  effectiveDateTime: words('When'), effectivePeriod: words('When'), performedDateTime: words('When'), performedPeriod: words('When'),
  occurrenceDateTime: words('When'), authoredOn: words('Ordered'), onsetDateTime: words('Began'), abatementDateTime: words('Ended'),
  clinicalStatus: words('Clinical status'), verificationStatus: words('Certainty'), criticality: words('Criticality'), reaction: words('Reaction'),
  manifestation: words('Sign'), severity: words('Severity'), medicationCodeableConcept: words('Medicine'), dosage: words('Dose'),
  dosageInstruction: words('Dose'), vaccineCode: words('Vaccine'), lotNumber: words('Batch'), reasonCode: words('Reason'), outcome: words('Outcome'),
  bodySite: words('Body site'), priority: words('Priority'), intent: words('Intent'), period: words('Period'), title: words('Title'),
  description: words('Description'), identifier: words('Number'), extension: words('Also said'),
  'entered-in-error-reason': words('Reason why it was made in error'),
};

/** `Dose 2, Dose and rate, Dose quantity`: where in an entry a field stands, in words. */
export function fieldLabel(path: readonly (string | number)[], t: Translate): string {
  const parts: string[] = [];
  for (const step of path) {
    if (typeof step === 'number') parts.push(`${parts.pop() ?? ''} ${step}`.trim());
    else if (step !== 'extension' || path.length === 1) parts.push(known[step] === undefined ? asWords(step) : t(known[step]));
  }
  return parts.join(', ');
}

/** `doseAndRate` and `us-core-race` as words. */
function asWords(name: string): string {
  const spaced = name.replaceAll(/[-_]+/g, ' ').replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
