import type { Withholding } from '../../contract/consent.ts';

/** The FHIR face of what a patient withholds. */
export function consentResource({ id, patient_id, role, account_id, account_name, since, until, ended_at }: Withholding): object {
  const whom = account_id !== null ? { identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${account_id}` }, display: account_name ?? '' } : { display: role ?? 'Everybody' };
  return {
    resourceType: 'Consent', id, status: ended_at === null ? 'active' : 'inactive',
    scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }] },
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0', display: 'Consent Document' }] }],
    patient: { reference: `Patient/${patient_id}` },
    dateTime: since,
    policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTOUT' }] },
    provision: {
      type: 'deny', period: { start: since, ...(until === null ? {} : { end: until }) },
      actor: [{ role: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'PRCP' }] }, reference: whom }],
    },
  };
}
