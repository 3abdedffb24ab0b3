import type { Kind } from '../../contract/kinds.ts';
import type { Token } from './codes.ts';

const ofType: Record<string, Kind> = {
  Encounter: 'visit', EpisodeOfCare: 'visit', Appointment: 'visit',
  Condition: 'problem', ClinicalImpression: 'problem', DetectedIssue: 'problem', Flag: 'problem',
  AllergyIntolerance: 'allergy', AdverseEvent: 'allergy',
  MedicationRequest: 'medication', MedicationStatement: 'medication', MedicationAdministration: 'medication',
  MedicationDispense: 'medication',
  Observation: 'finding', FamilyMemberHistory: 'social', RiskAssessment: 'finding',
  Specimen: 'laboratory', ImagingStudy: 'imaging',
  Procedure: 'procedure', DeviceUseStatement: 'procedure',
  Immunization: 'immunization', ImmunizationRecommendation: 'immunization', ImmunizationEvaluation: 'immunization',
  DiagnosticReport: 'document', DocumentReference: 'document', DocumentManifest: 'document', Composition: 'document',
  QuestionnaireResponse: 'document', Media: 'document', Consent: 'document', Communication: 'document', List: 'document',
  CarePlan: 'plan', Goal: 'plan', CareTeam: 'plan', RequestGroup: 'plan',
  ServiceRequest: 'order', DeviceRequest: 'order', NutritionOrder: 'order', CommunicationRequest: 'order',
  SupplyRequest: 'order', VisionPrescription: 'order', SupplyDelivery: 'order',
  Claim: 'billing', ClaimResponse: 'billing', ExplanationOfBenefit: 'billing', Coverage: 'billing', Invoice: 'billing',
  Account: 'billing', ChargeItem: 'billing', CoverageEligibilityRequest: 'billing', CoverageEligibilityResponse: 'billing',
  PaymentNotice: 'billing', PaymentReconciliation: 'billing', EnrollmentRequest: 'billing',
};

const observationCategory = 'http://terminology.hl7.org/CodeSystem/observation-category';
const serviceSection = 'http://terminology.hl7.org/CodeSystem/v2-0074';

const ofCategory: Record<string, Kind> = {
  [`${observationCategory}|vital-signs`]: 'vital',
  [`${observationCategory}|laboratory`]: 'laboratory',
  [`${observationCategory}|imaging`]: 'imaging',
  [`${observationCategory}|social-history`]: 'social',
  ...Object.fromEntries(['LAB', 'CH', 'HM', 'MB', 'BLB', 'CP', 'CG', 'GE', 'IMM', 'MCB', 'MYC', 'PAR', 'PHR', 'SP', 'SR', 'TX', 'URN', 'VR', 'BG', 'CTH']
    .map((code) => [`${serviceSection}|${code}`, 'laboratory'] as const)),
  ...Object.fromEntries(['RAD', 'CT', 'CUS', 'RUS', 'OUS', 'VUS', 'NMR', 'NMS', 'RX', 'XRC', 'IMG'].map((code) => [`${serviceSection}|${code}`, 'imaging'] as const)),
};

/** Resource types that speak of no event in a patient's life, and so have no line in the timeline. */
const noLine: ReadonlySet<string> = new Set([
  'Patient', 'RelatedPerson', 'Person', 'Provenance', 'Task', 'AuditEvent', 'Binary', 'Group', 'Bundle', 'Parameters', 'OperationOutcome',
]);

/** What a resource of a patient is in the timeline; undefined when it has no line there. */
export function kindOf(type: string, categories: readonly Token[]): Kind | undefined {
  if (noLine.has(type)) return undefined;
  if (type === 'Observation' || type === 'DiagnosticReport') {
    const byCategory = categories.map((token) => ofCategory[token]).find((kind) => kind !== undefined);
    if (byCategory !== undefined) return byCategory;
  }
  return ofType[type] ?? 'other';
}
