import { anyOf, coded } from './profile.ts';
import type { Hold, Profile } from './profile.ts';

type Asked = Omit<Profile, 'name' | 'version' | 'type'>;

const loinc = 'http://loinc.org';
const categories = 'http://terminology.hl7.org/CodeSystem/observation-category';
const patient = { subject: ['Patient'] } as const;

const valueOrReason: Hold = {
  at: 'value[x]', key: 'us-core-2', human: 'must be there, or dataAbsentReason, when there is no component and no hasMember',
  expression: '(component.empty() and hasMember.empty()) implies (dataAbsentReason.exists() or value.exists())',
};

const toTheDay: Hold = {
  at: 'effectiveDateTime', key: 'us-core-1', human: 'must be given to the day at least',
  expression: `effectiveDateTime.empty() or effectiveDateTime.hasValue().not() or effectiveDateTime.matches('^.{8}')`,
};

const ucumUnits: Hold = { of: 'valueQuantity', at: 'system', key: 'us-core-3', expression: 'system.empty() or system = %ucum', human: 'must be http://unitsofmeasure.org' };

const socialHistory = coded('category', categories, 'social-history');

function told(code: string, more: Asked): Asked {
  return { needs: 'status code subject', refs: patient, ...more, holds: [coded('code', loinc, code), ...(more.holds ?? [])] };
}

/** Units of an amount that has all of its parts. */
function amount(of: string, units: readonly string[]): Hold {
  return { of, at: 'code', expression: `system = %ucum and ${anyOf('code', units)}`, human: `must be ${units.join(' or ')} of UCUM` };
}

function parts(of: string): string {
  return ['value', 'unit', 'system', 'code'].map((part) => `${of}.${part}`).join(' ');
}

const vitalNeeds = 'status category code subject effective[x] component.code';

const vital: Asked = {
  needs: vitalNeeds, refs: patient, types: { 'effective[x]': ['dateTime', 'Period'] },
  holds: [
    coded('category', categories, 'vital-signs'),
    { ...toTheDay, key: 'vs-1' }, { ...valueOrReason, key: 'vs-2' },
    { of: 'component', at: 'value[x]', key: 'vs-3', expression: 'value.exists() or dataAbsentReason.exists()', human: 'must be there, or dataAbsentReason' },
  ],
};

/** A vital sign of one LOINC code, measured in these units. */
function sign(codes: readonly string[], units: readonly string[]): Asked {
  return {
    ...vital, needs: `${vitalNeeds} ${parts('valueQuantity')}`, types: { ...vital.types, 'value[x]': ['Quantity'] },
    holds: [...vital.holds!, ...codes.map((code) => coded('code', loinc, code)), amount('valueQuantity', units)],
  };
}

const bloodPressure: Asked = {
  ...vital, needs: `${vitalNeeds} component`,
  holds: [
    ...vital.holds!, coded('code', loinc, '85354-9'),
    ...['8480-6', '8462-4'].map((code) => coded('component.code', loinc, code)).map((hold) => ({ ...hold, at: 'component' })),
    { of: 'component', at: 'valueQuantity', human: 'must be an amount in mm[Hg] of UCUM, with value and unit', expression: `code.coding.where(system = '${loinc}' and (code = '8480-6' or code = '8462-4')).empty() or valueQuantity.empty() or valueQuantity.where(value.exists() and unit.exists() and system = %ucum and code = 'mm[Hg]').exists()` },
  ],
};

const lengths = ['cm', '[in_i]'];

/** The vital signs that FHIR R4 itself defines, by the end of their address. */
export const vitalSigns: Record<string, Asked & { name: string }> = {
  vitalsigns: { name: 'Vital Signs', ...vital },
  bp: { name: 'Blood Pressure', ...bloodPressure },
  bodyheight: { name: 'Body Height', ...sign(['8302-2'], lengths) },
  bodyweight: { name: 'Body Weight', ...sign(['29463-7'], ['g', 'kg', '[lb_av]']) },
  bmi: { name: 'Body Mass Index', ...sign(['39156-5'], ['kg/m2']) },
  bodytemp: { name: 'Body Temperature', ...sign(['8310-5'], ['Cel', '[degF]']) },
  heartrate: { name: 'Heart Rate', ...sign(['8867-4'], ['/min']) },
  resprate: { name: 'Respiratory Rate', ...sign(['9279-1'], ['/min']) },
  oxygensat: { name: 'Oxygen Saturation', ...sign(['2708-6'], ['%']) },
  headcircum: { name: 'Head Circumference', ...sign(['9843-4'], lengths) },
};

const core = (name: string, sameAs: string): Asked & { name: string } => ({ ...vitalSigns[sameAs]!, name: `US Core ${name}` });

/** US Core 6.1.0, its profiles of Observation; from the published specification. */
export const usCoreObservations: Record<string, Asked & { name: string }> = {
  'us-core-observation-lab': {
    name: 'US Core Laboratory Result Observation', needs: 'status category code subject', refs: patient,
    holds: [coded('category', categories, 'laboratory'), toTheDay, valueOrReason, ucumUnits],
  },
  'us-core-observation-clinical-result': {
    name: 'US Core Observation Clinical Result', needs: 'status category code subject', refs: patient, holds: [toTheDay, valueOrReason, ucumUnits],
  },
  'us-core-simple-observation': { name: 'US Core Simple Observation', needs: 'status category code subject', refs: patient, holds: [toTheDay] },
  'us-core-observation-screening-assessment': {
    name: 'US Core Observation Screening Assessment', needs: 'status category code subject', refs: patient,
    holds: [coded('category', categories, 'survey'), toTheDay, valueOrReason],
  },
  'us-core-observation-occupation': { name: 'US Core Observation Occupation', ...told('11341-5', { needs: 'status code subject value[x]', types: { 'value[x]': ['CodeableConcept'] } }) },
  'us-core-observation-pregnancystatus': {
    name: 'US Core Observation Pregnancy Status', ...told('82810-3', { needs: 'status code subject effective[x] value[x]', types: { 'value[x]': ['CodeableConcept'] } }),
  },
  'us-core-observation-pregnancyintent': {
    name: 'US Core Observation Pregnancy Intent', ...told('86645-9', { needs: 'status code subject effective[x] value[x]', types: { 'value[x]': ['CodeableConcept'] } }),
  },
  'us-core-observation-sexual-orientation': { name: 'US Core Observation Sexual Orientation', ...told('76690-7', {}) },
  'us-core-smokingstatus': {
    name: 'US Core Smoking Status Observation', needs: 'status category code subject effective[x] value[x]', refs: patient,
    holds: [socialHistory, toTheDay, { at: 'status', expression: anyOf('status', ['final', 'entered-in-error']), human: 'must be final or entered-in-error' }],
  },
  'us-core-vital-signs': core('Vital Signs', 'vitalsigns'),
  'us-core-blood-pressure': core('Blood Pressure', 'bp'),
  'us-core-body-height': core('Body Height', 'bodyheight'),
  'us-core-body-weight': core('Body Weight', 'bodyweight'),
  'us-core-bmi': core('BMI', 'bmi'),
  'us-core-body-temperature': core('Body Temperature', 'bodytemp'),
  'us-core-heart-rate': core('Heart Rate', 'heartrate'),
  'us-core-respiratory-rate': core('Respiratory Rate', 'resprate'),
  'us-core-head-circumference': core('Head Circumference', 'headcircum'),
  'us-core-pulse-oximetry': { name: 'US Core Pulse Oximetry', ...sign(['59408-5', '2708-6'], ['%']) },
  'pediatric-bmi-for-age': { name: 'US Core Pediatric BMI for Age', ...sign(['59576-9'], ['%']) },
  'pediatric-weight-for-height': { name: 'US Core Pediatric Weight for Height', ...sign(['77606-2'], ['%']) },
  'head-occipital-frontal-circumference-percentile': { name: 'US Core Pediatric Head Occipital Frontal Circumference Percentile', ...sign(['8289-1'], ['%']) },
};
