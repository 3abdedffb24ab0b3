type Json = Record<string, unknown>;

/** Values that two resources of a type differ in. */
interface Values {
  date: string;
  status: string;
  code: string;
}

const concept = (code: string) => ({ coding: [{ system: 'urn:us-core', code }] });
const first: Values = { date: '2024-05-05', status: 'active', code: 'one' };
const other: Values = { date: '2021-01-01', status: 'completed', code: 'two' };

/** People for the tests of US Core’s searches; they are registered, and get their ids then. */
export const people: readonly Json[] = [
  { family: 'Halloran', given: 'Ines', gender: 'female', birthDate: '1971-04-02', deceasedDateTime: '2025-02-03' },
  { family: 'Halloran', given: 'Ruben', gender: 'male', birthDate: '1971-04-02', deceasedDateTime: '2025-02-04' },
  { family: 'Osei', given: 'Ines', gender: 'female', birthDate: '1990-12-12', deceasedDateTime: '2025-02-03' },
].map(({ family, given, ...rest }, at) => ({ resourceType: 'Patient', name: [{ family, given: [given] }], identifier: [{ system: 'urn:us-core', value: `P${at}` }], ...rest }));

/** Places and staff: two of each, which differ in everything that is searched. */
const surroundings: readonly Json[] = [first, other].flatMap(({ code }, at) => {
  const address = { line: [`${at} Quay`], city: `${code}town`, state: `${code}shire`, postalCode: `ZZ${at}` };
  return [
    { resourceType: 'Location', id: `u-location-${code}`, status: 'active', name: `${code} ward`, address },
    { resourceType: 'Organization', id: `u-organization-${code}`, active: true, name: `${code} clinic`, address: [address] },
    { resourceType: 'Practitioner', id: `u-practitioner-${code}`, name: [{ family: `${code}man`, given: [`${code}given`] }], identifier: [{ system: 'urn:us-core', value: code }] },
    { resourceType: 'PractitionerRole', id: `u-role-${code}`, practitioner: { reference: `Practitioner/u-practitioner-${code}` }, specialty: [concept(code)] },
  ];
});

/** One resource of each type of US Core that is of a patient. */
function clinical(patient_id: string, key: string, { date, status, code }: Values): Json[] {
  const patient = { reference: `Patient/${patient_id}` };
  const of = { subject: patient, code: concept(code), category: [concept(code)] };
  const encounter = { reference: `Encounter/u-encounter-${key}` };
  const period = { start: date, end: date };
  const done = status === 'active' ? 'completed' : 'entered-in-error';
  const reported = status === 'active' ? 'final' : 'preliminary';
  const resources: Record<string, Json> = {
    AllergyIntolerance: { patient, clinicalStatus: concept(status === 'active' ? 'active' : 'resolved'), code: concept(code) },
    CarePlan: { subject: patient, status, intent: 'plan', category: [concept(code)], period },
    CareTeam: { subject: patient, status: status === 'active' ? 'active' : 'inactive', participant: [{ role: [concept(code)], member: { display: 'Nurse' } }] },
    Condition: { ...of, clinicalStatus: concept(status === 'active' ? 'active' : 'resolved'), onsetDateTime: date, recordedDate: date, abatementDateTime: date, encounter },
    Coverage: { beneficiary: patient, status: 'active', payor: [{ display: 'Payer' }] },
    Device: { patient, status: status === 'active' ? 'active' : 'inactive', type: concept(code) },
    DiagnosticReport: { ...of, status: reported, effectiveDateTime: date },
    DocumentReference: { subject: patient, status: status === 'active' ? 'current' : 'superseded', category: [concept(code)], type: concept(code), date: `${date}T08:00:00Z`, context: { period }, content: [{ attachment: { title: code } }] },
    Encounter: { subject: patient, status: status === 'active' ? 'finished' : 'planned', class: { system: 'urn:us-core', code }, type: [concept(code)], identifier: [{ system: 'urn:us-core', value: key }], period,
      location: [{ location: { reference: `Location/u-location-${code}` } }], hospitalization: { dischargeDisposition: concept(code) } },
    Goal: { subject: patient, lifecycleStatus: status, description: concept(code), target: [{ dueDate: date }] },
    Immunization: { patient, status: status === 'active' ? 'completed' : 'not-done', vaccineCode: concept(code), occurrenceDateTime: date },
    MedicationDispense: { subject: patient, status: done, type: concept(code), medicationCodeableConcept: concept(code) },
    MedicationRequest: { subject: patient, status, intent: status === 'active' ? 'order' : 'plan', medicationCodeableConcept: concept(code), encounter, authoredOn: date },
    Observation: { ...of, status: reported, effectiveDateTime: date },
    Procedure: { subject: patient, status: done, code: concept(code), performedDateTime: date },
    QuestionnaireResponse: { subject: patient, status: status === 'active' ? 'completed' : 'amended', questionnaire: `https://example.org/${code}`, authored: `${date}T08:00:00Z` },
    RelatedPerson: { patient, name: [{ family: `${code}kin` }] },
    ServiceRequest: { ...of, status, intent: 'order', authoredOn: date },
    Specimen: { subject: patient, type: concept(code) },
  };
  return Object.entries(resources).map(([resourceType, rest]) => ({ resourceType, id: `u-${resourceType.toLowerCase()}-${key}`, ...rest }));
}

/** What is kept of these patients: of the first one two of each type; of the second one the same as the first of those. */
export function records([one, two]: readonly string[]): Json[] {
  return [...surroundings, ...clinical(one!, 'a', first), ...clinical(one!, 'b', other), ...clinical(two!, 'c', first)];
}
