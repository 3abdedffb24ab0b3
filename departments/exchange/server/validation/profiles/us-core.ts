import { anyOf, coded } from './profile.ts';
import type { Hold, Profile } from './profile.ts';

const hl7 = 'http://terminology.hl7.org/CodeSystem';
const usCore = 'http://hl7.org/fhir/us/core/CodeSystem';

type Asked = Omit<Profile, 'name' | 'version'>;

const patient = { subject: ['Patient'] } as const;
const contact = 'telecom.system telecom.value';

const effectiveWhenDone: Hold = {
  at: 'effective[x]', key: 'us-core-8', human: 'must be there when the report is partial, preliminary, final, amended, corrected or appended',
  expression: `${anyOf('status', ['partial', 'preliminary', 'final', 'amended', 'corrected', 'appended'])} implies effective.exists()`,
};

const npi: Hold = {
  of: 'identifier', at: 'value', key: 'us-core-16', human: 'must have ten digits, as an NPI has',
  expression: `system != 'http://hl7.org/fhir/sid/us-npi' or value.matches('^[0-9]{10}$')`,
};

/** US Core 6.1.0, its profiles of people, places and clinical statements but observations; from the published specification. */
export const usCoreProfiles: Record<string, Asked & { name: string }> = {
  'us-core-patient': {
    name: 'US Core Patient', type: 'Patient', needs: `identifier identifier.system identifier.value name gender ${contact}`,
    holds: [{
      of: 'name', key: 'us-core-6', human: 'must have a family or a given name, or the extension that says why there is none',
      expression: `(family.exists() or given.exists()) xor extension.where(url = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason').exists()`,
    }],
  },
  'us-core-allergyintolerance': { name: 'US Core AllergyIntolerance', type: 'AllergyIntolerance', needs: 'code patient', refs: { patient: ['Patient'] } },
  'us-core-careplan': {
    name: 'US Core CarePlan', type: 'CarePlan', needs: 'status intent category subject', refs: patient,
    holds: [
      coded('category', `${usCore}/careplan-category`, 'assess-plan'),
      { of: 'text', at: 'status', human: 'must be generated or additional', expression: anyOf('status', ['generated', 'additional']) },
    ],
  },
  'us-core-careteam': {
    name: 'US Core CareTeam', type: 'CareTeam', needs: 'subject participant participant.role participant.member', refs: patient, most: { 'participant.role': 1 },
  },
  'us-core-condition-encounter-diagnosis': {
    name: 'US Core Condition Encounter Diagnosis', type: 'Condition', needs: 'category code subject', refs: patient,
    holds: [coded('category', `${hl7}/condition-category`, 'encounter-diagnosis')],
  },
  'us-core-condition-problems-health-concerns': {
    name: 'US Core Condition Problems and Health Concerns', type: 'Condition', needs: 'category code subject', refs: patient,
    holds: [{
      at: 'category', human: 'must have the code problem-list-item or health-concern',
      expression: `category.coding.where((system = '${hl7}/condition-category' and code = 'problem-list-item') or (system = '${usCore}/condition-category' and code = 'health-concern')).exists()`,
    }],
  },
  'us-core-coverage': {
    name: 'US Core Coverage', type: 'Coverage', needs: 'status beneficiary relationship payor', most: { payor: 1 }, refs: { beneficiary: ['Patient'] },
    holds: [{
      key: 'us-core-15', human: 'must have the member’s number: an identifier of type MB, or a subscriberId',
      expression: `identifier.type.coding.where(system = '${hl7}/v2-0203' and code = 'MB').exists() or subscriberId.exists()`,
    }],
  },
  'us-core-diagnosticreport-lab': {
    name: 'US Core DiagnosticReport for laboratory results', type: 'DiagnosticReport', needs: 'status category code subject', refs: patient,
    holds: [coded('category', `${hl7}/v2-0074`, 'LAB'), effectiveWhenDone, { ...effectiveWhenDone, at: 'issued', key: 'us-core-9', expression: effectiveWhenDone.expression.replace('effective', 'issued') }],
  },
  'us-core-diagnosticreport-note': {
    name: 'US Core DiagnosticReport for reports and notes', type: 'DiagnosticReport', needs: 'status category code subject', refs: patient,
    holds: [{ ...effectiveWhenDone, key: 'us-core-10' }],
  },
  'us-core-documentreference': {
    name: 'US Core DocumentReference', type: 'DocumentReference', needs: 'status type category subject content content.attachment', refs: patient,
    holds: [{ of: 'content.attachment', key: 'us-core-6', expression: 'url.exists() or data.exists()', human: 'must have url or data, or both' }],
  },
  'us-core-encounter': { name: 'US Core Encounter', type: 'Encounter', needs: 'status class type subject identifier.system identifier.value', refs: patient },
  'us-core-goal': { name: 'US Core Goal', type: 'Goal', needs: 'lifecycleStatus description subject', refs: patient },
  'us-core-immunization': { name: 'US Core Immunization', type: 'Immunization', needs: 'status vaccineCode patient occurrence[x]', refs: { patient: ['Patient'] } },
  'us-core-implantable-device': {
    name: 'US Core Implantable Device', type: 'Device', needs: 'type patient udiCarrier.deviceIdentifier', most: { udiCarrier: 1 }, refs: { patient: ['Patient'] },
  },
  'us-core-location': { name: 'US Core Location', type: 'Location', needs: 'name' },
  'us-core-medication': { name: 'US Core Medication', type: 'Medication', needs: 'code' },
  'us-core-medicationdispense': {
    name: 'US Core MedicationDispense', type: 'MedicationDispense', needs: 'status medication[x] subject performer.actor', refs: patient,
    holds: [{ at: 'whenHandedOver', key: 'us-core-20', expression: `status = 'completed' implies whenHandedOver.exists()`, human: 'must be there when the status is completed' }],
  },
  'us-core-medicationrequest': {
    name: 'US Core MedicationRequest', type: 'MedicationRequest', needs: 'status intent medication[x] subject', refs: patient,
    holds: [{
      at: 'requester', key: 'us-core-21', human: 'must be there when the intent is an order',
      expression: `${anyOf('intent', ['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order'])} implies requester.exists()`,
    }],
  },
  'us-core-organization': { name: 'US Core Organization', type: 'Organization', needs: 'active name', most: { 'address.line': 4 }, holds: [npi] },
  'us-core-practitioner': {
    name: 'US Core Practitioner', type: 'Practitioner', needs: `identifier identifier.system identifier.value name name.family ${contact}`, holds: [npi],
  },
  'us-core-practitionerrole': {
    name: 'US Core PractitionerRole', type: 'PractitionerRole', needs: contact,
    holds: [
      { key: 'us-core-13', human: 'must have a practitioner, an organization, a healthcareService or a location', expression: 'practitioner.exists() or organization.exists() or healthcareService.exists() or location.exists()' },
      { key: 'pd-1', human: 'must have telecom or endpoint', expression: 'telecom.exists() or endpoint.exists()' },
    ],
  },
  'us-core-procedure': {
    name: 'US Core Procedure', type: 'Procedure', needs: 'status code subject', refs: patient,
    holds: [{
      at: 'performed[x]', key: 'us-core-7', human: 'must be there when the status is completed or in-progress',
      expression: `${anyOf('status', ['completed', 'in-progress'])} implies performed.exists()`,
    }],
  },
  'us-core-provenance': {
    name: 'US Core Provenance', type: 'Provenance', needs: 'target target.reference recorded agent agent.who',
    holds: [{
      of: 'agent', at: 'onBehalfOf', key: 'provenance-1', human: 'must be there when who is a Practitioner or a Device',
      expression: `(who.reference.matches('(^|/)(Practitioner|Device)/')) implies onBehalfOf.exists()`,
    }],
  },
  'us-core-questionnaireresponse': { name: 'US Core QuestionnaireResponse', type: 'QuestionnaireResponse', needs: 'questionnaire status subject authored item.linkId', refs: patient },
  'us-core-relatedperson': {
    name: 'US Core RelatedPerson', type: 'RelatedPerson', needs: 'active patient', refs: { patient: ['Patient'] },
    holds: [{ key: 'us-core-14', expression: 'name.exists() or relationship.exists()', human: 'must have a name or a relationship' }],
  },
  'us-core-servicerequest': { name: 'US Core ServiceRequest', type: 'ServiceRequest', needs: 'status intent code subject', refs: patient },
  'us-core-specimen': { name: 'US Core Specimen', type: 'Specimen', needs: 'type' },
};
