import { setMember, textOf, type Element } from '@openward/platform/fhir';
import { withoutGeneratedText } from './subject.ts';

const terminology = 'http://terminology.hl7.org/CodeSystem';
/** Where the reason stands why an entry was called made in error. */
export const reasonAddress = 'https://openward.org/fhir/StructureDefinition/entered-in-error-reason';

const byVerification: Record<string, string> = {
  Condition: `${terminology}/condition-ver-status`, AllergyIntolerance: `${terminology}/allergyintolerance-verification`,
};
// The types of a chart that have a status of which FHIR says that it may be entered-in-error.
const byStatus: Record<string, string> = {
  ...Object.fromEntries([
    'CareTeam', 'CarePlan', 'ClinicalImpression', 'Communication', 'CommunicationRequest', 'DetectedIssue', 'DeviceRequest', 'DeviceUseStatement', 'DiagnosticReport',
    'DocumentReference', 'DocumentManifest', 'EpisodeOfCare', 'FamilyMemberHistory', 'Flag', 'GuidanceResponse', 'ImagingStudy', 'Immunization', 'List', 'Media',
    'MedicationAdministration', 'MedicationDispense', 'MedicationRequest', 'MedicationStatement', 'NutritionOrder', 'Observation', 'Procedure',
    'QuestionnaireResponse', 'RequestGroup', 'RiskAssessment', 'ServiceRequest', 'Specimen', 'SupplyDelivery', 'SupplyRequest', 'VisionPrescription',
  ].map((type) => [type, 'status'])),
  Goal: 'lifecycleStatus',
};

/** Whether an entry of this type can say that it was made in error. */
export const canBeInError = (type: string): boolean => type in byVerification || type in byStatus;

/** The resource that says of itself that it was made in error, and why. All that it said before is in the version before. */
export function inError(resource: Element, reason: string): Element {
  const type = resource['resourceType'] as string;
  const marked = withoutGeneratedText(resource);
  const system = byVerification[type];
  if (system !== undefined) {
    // FHIR: what was made in error has no clinical status.
    setMember(marked, 'clinicalStatus', null);
    marked['verificationStatus'] = { coding: [{ system, code: 'entered-in-error', display: 'Entered in Error' }] };
  } else {
    setMember(marked, byStatus[type]!, 'entered-in-error');
  }
  const extensions = (Array.isArray(resource['extension']) ? (resource['extension'] as Element[]) : []).filter(({ url }) => url !== reasonAddress);
  marked['extension'] = [...extensions, { url: reasonAddress, valueString: reason }];
  return marked;
}

/** Takes the visit off an entry: that of the wrong patient is none of the right one. */
export function withoutVisit(resource: Element): Element {
  const kept = { ...resource };
  for (const name of ['encounter', 'context']) {
    const reference = (kept[name] as { reference?: unknown } | undefined)?.reference;
    if (typeof reference === 'string' && /(?:^|\/)Encounter\//.test(reference)) setMember(kept, name, null);
  }
  return kept;
}

/** Why an entry was called made in error, where it says so. */
export function errorReason(resource: Element): string | null {
  const extensions = Array.isArray(resource['extension']) ? (resource['extension'] as Element[]) : [];
  return textOf(extensions.find(({ url }) => url === reasonAddress)?.['valueString']);
}
