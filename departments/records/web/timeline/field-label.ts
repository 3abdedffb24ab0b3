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
  // Who, where and when.
  participant: words('Took part'), actor: words('Who'), individual: words('Who'), member: words('Member'), role: words('Role'), location: words('Place'),
  serviceProvider: words('Hospital'), serviceType: words('Kind of service'), class: words('Kind of visit'), type: words('Kind'), hospitalization: words('Stay'),
  dischargeDisposition: words('Where the patient goes'), admitSource: words('Came from'), diagnosis: words('Diagnosis'), condition: words('Condition'),
  rank: words('Rank'), use: words('Use'), statusReason: words('Reason for the status'), statusHistory: words('Status before'), length: words('Length'),
  start: words('Begin'), end: words('End'), date: words('Date'), created: words('Made'), sent: words('Sent'), received: words('Received'),
  dateTime: words('When'), time: words('Time'), managingOrganization: words('Hospital'), custodian: words('Kept by'), source: words('Came from'),
  informationSource: words('Told by'), enterer: words('Entered by'), sender: words('From'), recipient: words('To'), owner: words('Owner'),
  for: words('Patient'), focus: words('About'), basedOn: words('Ordered by'), partOf: words('Part of'), replaces: words('Replaces'),
  relatesTo: words('Belongs to'), derivedFrom: words('Taken from'), hasMember: words('Consists of'), supportingInformation: words('See also'),
  supportingInfo: words('See also'), reasonReference: words('Reason'), reason: words('Reason'), doNotPerform: words('Must not be done'),
  // Statements.
  onsetAge: words('Age when it began'), onsetPeriod: words('Began'), onsetRange: words('Began'), onsetString: words('Began'), abatementAge: words('Age when it ended'),
  abatementPeriod: words('Ended'), abatementString: words('Ended'), onset: words('Began'), lastOccurrence: words('Last time'), substance: words('Substance'),
  exposureRoute: words('Came in by'), stage: words('Stage'), evidence: words('Evidence'), detail: words('Detail'), bodyPart: words('Body part'),
  relationship: words('Relation'), name: words('Name'), sex: words('Sex'), bornDate: words('Born'), bornString: words('Born'), age: words('Age'), ageAge: words('Age'),
  deceasedBoolean: words('Died'), deceasedAge: words('Age at death'), deceasedDate: words('Died on'), contributedToDeath: words('Contributed to the death'),
  estimatedAge: words('Age is estimated'), dataAbsentReason: words('Why there is no value'), method: words('Method'), device: words('Device'),
  specimen: words('Specimen'), collection: words('Taking'), collectedDateTime: words('Taken'), collector: words('Taken by'), conclusion: words('Conclusion'),
  conclusionCode: words('Conclusion'), result: words('Result'), resultsInterpreter: words('Read by'), presentedForm: words('Document'), media: words('Picture'),
  low: words('Low'), high: words('High'), appliesTo: words('Applies to'), valueInteger: words('Value'), valueBoolean: words('Value'), valueDateTime: words('Value'),
  valueDate: words('Value'), valueTime: words('Value'), valueDecimal: words('Value'), valueRange: words('Value'), valueRatio: words('Value'), valuePeriod: words('Value'),
  valueCode: words('Value'), valueCoding: words('Value'), valueReference: words('Value'), value: words('Value'), unit: words('Unit'), comparator: words('Comparison'),
  // Medicines and immunisations.
  medicationReference: words('Medicine'), effective: words('When'), route: words('Route'), site: words('Site'), doseAndRate: words('Dose and rate'),
  doseQuantity: words('Dose quantity'), doseRange: words('Dose'), rateQuantity: words('Rate'), rateRatio: words('Rate'), timing: words('Times'), repeat: words('Repetition'),
  frequency: words('How often'), periodUnit: words('Unit of the period'), periodMax: words('Longest period'), frequencyMax: words('At most how often'),
  boundsPeriod: words('From and until'), boundsDuration: words('For how long'), count: words('How many times'), duration: words('Duration'), durationUnit: words('Unit of the duration'),
  dayOfWeek: words('Weekday'), timeOfDay: words('Time of day'), when: words('When in the day'), offset: words('Minutes from it'), event: words('At'),
  asNeededBoolean: words('Only when needed'), asNeededCodeableConcept: words('Only when needed'), maxDosePerPeriod: words('At most'), maxDosePerAdministration: words('At most at once'),
  patientInstruction: words('Told to the patient'), additionalInstruction: words('Instruction'), sequence: words('Order'), dispenseRequest: words('To be dispensed'),
  numberOfRepeatsAllowed: words('Repeats allowed'), quantity: words('Quantity'), expectedSupplyDuration: words('Lasts for'), validityPeriod: words('Valid'),
  substitution: words('Substitution'), allowedBoolean: words('Allowed'), courseOfTherapyType: words('Course'), detectedIssue: words('Warning'), priorPrescription: words('Prescription before'),
  reportedBoolean: words('As told by others'), primarySource: words('From the one who gave it'), reportOrigin: words('Told by'), manufacturer: words('Maker'), expirationDate: words('Use before'),
  protocolApplied: words('Schedule'), doseNumberPositiveInt: words('Dose number'), seriesDosesPositiveInt: words('Doses in all'), targetDisease: words('Against'),
  occurrenceString: words('When'), isSubpotent: words('Too weak'), whenHandedOver: words('Handed over'), whenPrepared: words('Prepared'), daysSupply: words('Days it lasts'),
  // Orders, plans, documents, answers.
  orderDetail: words('Detail'), occurrencePeriod: words('When'), occurrenceTiming: words('When'), quantityQuantity: words('Quantity'), performerType: words('By which profession'),
  locationCode: words('Place'), locationReference: words('Place'), requisition: words('Order'), restriction: words('Until'), executionPeriod: words('When'), lastModified: words('Changed'),
  lifecycleStatus: words('Status'), achievementStatus: words('How far reached'), target: words('Target'), measure: words('Measured by'), dueDate: words('Due'), startDate: words('Begin'),
  statusDate: words('Status since'), expressedBy: words('Said by'), addresses: words('Is about'), goal: words('Goal'), activity: words('Activity'), progress: words('Progress'), careTeam: words('Team'),
  contributor: words('Contributor'), followUp: words('Afterwards'), complication: words('Complication'), report: words('Report'), focalDevice: words('Device'), usedCode: words('Used'),
  content: words('Content'), attachment: words('Document'), contentType: words('Kind of file'), language: words('Language'), size: words('Size'), hash: words('Checksum'), url: words('Address'),
  docStatus: words('State of the document'), authenticator: words('Signed by'), attester: words('Signed by'), mode: words('Manner'), party: words('Who'), section: words('Part'), entry: words('Entry'),
  confidentiality: words('Confidentiality'), securityLabel: words('Confidentiality'), questionnaire: words('Questionnaire'), authored: words('Answered'), item: words('Question'), answer: words('Answer'), linkId: words('Question number'),
  div: words('Text'), display: words('Name'), reference: words('Record'), system: words('Code system'), coding: words('Code'), version: words('Version'),
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
