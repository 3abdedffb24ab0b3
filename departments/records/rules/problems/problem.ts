import { viewOf } from '@openward/platform/fhir';
import { Problem, problemCategories, problemCertainties, problemStates } from '../../contract/problems.ts';
import { conceptPart, datePart, notePart, ownCodes, wordPart } from '../statement/parts.ts';
import type { Subject } from '../statement/subject.ts';

const snomed = 'http://snomed.info/sct';
const terminology = 'http://terminology.hl7.org/CodeSystem';

/** How bad, as SNOMED CT says it. */
export const severityCodes = {
  mild: { code: '255604002', display: 'Mild' },
  moderate: { code: '6736007', display: 'Moderate' },
  severe: { code: '24484000', display: 'Severe' },
};
// US Core has a system of its own for what worries a patient.
const categories = { ...ownCodes(problemCategories) };

const view = viewOf<Problem>([
  conceptPart('concept', 'code'),
  {
    read: (element) => wordPart<Problem>('category', 'category', '', categories, true).read(element),
    write: (element, fields) =>
      wordPart<Problem>(
        'category', 'category',
        fields.category === 'health-concern' ? 'http://hl7.org/fhir/us/core/CodeSystem/condition-category' : `${terminology}/condition-category`,
        categories, true,
      ).write(element, fields),
  },
  wordPart('clinical', 'clinicalStatus', `${terminology}/condition-clinical`, ownCodes(problemStates)),
  wordPart('verification', 'verificationStatus', `${terminology}/condition-ver-status`, ownCodes(problemCertainties)),
  wordPart('severity', 'severity', snomed, severityCodes),
  conceptPart('body_site', 'bodySite', true),
  datePart('onset', 'onset'),
  datePart('abatement', 'abatement', 'end'),
  notePart('note'),
]);

/** Problems and diagnoses: FHIR Condition. */
export const problems: Subject<Problem> = {
  type: 'Condition', schema: Problem, view, patient: 'subject', visit: 'encounter', recorded: 'recordedDate', by: 'recorder',
  unsaid: { category: 'problem-list-item', clinical: 'active', verification: 'confirmed' },
};
