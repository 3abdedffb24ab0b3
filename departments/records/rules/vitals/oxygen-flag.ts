const system = 'urn:openward:flag';
const code = 'oxygen-target-88-92';

/** How the prescription is found among the codes of flags. */
export const flagCode = `${system}|${code}`;

export interface OxygenPrescription {
  id: string;
  patient_id: string;
  /** FHIR instants; an end means that scale 1 is used again. */
  from: string;
  to?: string;
  reason: string;
  author: object;
}

/** That a clinician set a target saturation of 88–92 %, for which NEWS2 has its SpO₂ scale 2. */
export function toOxygenFlag({ id, patient_id, from, to, reason, author }: OxygenPrescription): object {
  return {
    resourceType: 'Flag',
    id,
    status: to === undefined ? 'active' : 'inactive',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/flag-category', code: 'clinical', display: 'Clinical' }] }],
    code: {
      coding: [{ system, code, display: 'Target saturation 88–92 %: NEWS2 SpO₂ scale 2' }],
      text: `Target saturation 88–92 %: NEWS2 SpO₂ scale 2. ${reason}`,
    },
    subject: { reference: `Patient/${patient_id}` },
    period: { start: from, ...(to === undefined ? {} : { end: to }) },
    author,
  };
}
