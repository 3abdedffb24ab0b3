import type { Consciousness, VitalMethods, VitalValues } from '../../contract/vitals.ts';
import type { Measure } from '../../contract/vitals.ts';
import { bloodPressurePanel, consciousnessCode, loinc, measureCodes, observationCategory, snomed, ucum } from './measures.ts';
import { rounded } from './units.ts';

/** What all observations of one round have in common. */
export interface Round {
  patient_id: string;
  visit_id?: string | undefined;
  /** When it was measured, and when it was entered: FHIR instants. */
  measured_at: string;
  entered_at: string;
  performer: object;
}

export type Observation = Record<string, unknown> & { resourceType: 'Observation'; id: string };

const profile = (name: string) => [`http://hl7.org/fhir/us/core/StructureDefinition/us-core-${name}`];
const coding = (system: string, code: string, display: string) => ({ system, code, display });
const concept = (system: string, code: string, display: string) => ({ coding: [coding(system, code, display)], text: display });

/** Adds a value of a measure as FHIR Quantity. */
export const quantity = (measure: Measure, value: number) =>
  ({ value, unit: measureCodes[measure].unit, system: ucum, code: measureCodes[measure].ucum });

const codeOf = (measure: Measure, also: readonly [code: string, display: string][] = []) => {
  const { loinc: [code], display } = measureCodes[measure];
  return { coding: [coding(loinc, code, display), ...also.map(([other, name]) => coding(loinc, other, name))], text: display };
};

/** US Core profiles by measure; what has none of its own follows the general one. */
const profiles: Partial<Record<Measure, string>> = {
  respiratory_rate: 'respiratory-rate', heart_rate: 'heart-rate', temperature: 'body-temperature', weight: 'body-weight',
  height: 'body-height', head_circumference: 'head-circumference', body_mass_index: 'bmi',
};

const sites: Readonly<Record<NonNullable<VitalMethods['temperature_site'] | VitalMethods['cuff']>, readonly [string, string]>> = {
  mouth: ['123851003', 'Mouth'],
  armpit: ['91470000', 'Axillary region'],
  ear: ['42859004', 'Tympanic membrane'],
  rectum: ['34402009', 'Rectum'],
  forehead: ['52795006', 'Forehead'],
  left_arm: ['368208006', 'Left upper arm'],
  right_arm: ['368209003', 'Right upper arm'],
  left_leg: ['61396006', 'Left thigh'],
  right_leg: ['11207009', 'Right thigh'],
};
const positions: Readonly<Record<NonNullable<VitalMethods['position']>, readonly [string, string]>> = {
  sitting: ['33586001', 'Sitting position'],
  standing: ['10904000', 'Orthostatic body position'],
  lying: ['102538003', 'Recumbent body position'],
};

/** The levels of ACVPU, as NHS England codes them for NEWS2. */
export const consciousnessConcepts: Readonly<Record<Consciousness, readonly [string, string]>> = {
  alert: ['248234008', 'Mentally alert'],
  confusion: ['130987000', 'Acute confusion'],
  voice: ['300202002', 'Responds to voice'],
  pain: ['450847001', 'Responds to pain'],
  unresponsive: ['422768004', 'Unresponsive'],
};

const site = (name: keyof typeof sites | undefined) => (name === undefined ? {} : { bodySite: concept(snomed, ...sites[name]) });
const position = (name: keyof typeof positions | undefined) => (name === undefined ? {} : {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/observation-bodyPosition', valueCodeableConcept: concept(snomed, ...positions[name]) }],
});

/** Measures that stand alone in an observation. */
const single = ['respiratory_rate', 'heart_rate', 'temperature', 'pain', 'glucose', 'weight', 'height', 'head_circumference'] as const;

/**
 * The observations of one round of vital signs, each valid against US Core 6.1. `last_height` is the height of a grown-up that was
 * measured before, for the body mass index.
 */
export function toObservations(
  values: VitalValues, methods: VitalMethods, round: Round, nextId: () => string, last_height?: { id: string; value: number },
): Observation[] {
  const made: Observation[] = [];
  const add = (name: string, content: object): Observation => {
    const observation = { ...common(round, nextId(), name), ...content } as Observation;
    made.push(observation);
    return observation;
  };
  const alone = (measure: typeof single[number]): Observation | undefined => {
    const value = values[measure];
    return value === undefined ? undefined
      : add(profiles[measure] ?? 'vital-signs', { code: codeOf(measure), ...methodOf(measure, methods), valueQuantity: quantity(measure, value) });
  };
  alone('respiratory_rate');
  if (values.oxygen_saturation !== undefined) add('pulse-oximetry', oximetry(values));
  if (values.systolic !== undefined) add('blood-pressure', bloodPressure(values, methods));
  alone('heart_rate');
  if (values.consciousness !== undefined) {
    add('vital-signs', { code: concept(loinc, consciousnessCode, 'Level of responsiveness'), valueCodeableConcept: concept(snomed, ...consciousnessConcepts[values.consciousness]) });
  }
  for (const measure of ['temperature', 'pain', 'glucose'] as const) alone(measure);
  const weight = alone('weight');
  const height = alone('height');
  alone('head_circumference');
  const tall = height === undefined ? last_height : { id: height.id, value: values.height! };
  if (weight !== undefined && tall !== undefined) {
    add('bmi', {
      code: codeOf('body_mass_index'),
      valueQuantity: quantity('body_mass_index', bodyMassIndex(values.weight!, tall.value)),
      derivedFrom: [weight.id, tall.id].map((id) => ({ reference: `Observation/${id}` })),
    });
  }
  return made;
}

/** kg/m², to one decimal. */
export const bodyMassIndex = (weight_kg: number, height_cm: number): number => rounded(weight_kg / (height_cm / 100) ** 2, 1);

function common({ patient_id, visit_id, measured_at, entered_at, performer }: Round, id: string, name: string) {
  return {
    resourceType: 'Observation',
    id,
    meta: { profile: profile(name) },
    status: 'final',
    category: [{ coding: [coding(observationCategory, 'vital-signs', 'Vital Signs')], text: 'Vital Signs' }],
    subject: { reference: `Patient/${patient_id}` },
    ...(visit_id === undefined ? {} : { encounter: { reference: `Encounter/${visit_id}` } }),
    effectiveDateTime: measured_at,
    issued: entered_at,
    performer: [performer],
  };
}

function methodOf(measure: Measure, methods: VitalMethods): object {
  if (measure === 'temperature') return site(methods.temperature_site);
  return measure === 'height' ? position(methods.height_position) : {};
}

/** Saturation with what was breathed: air is oxygen at 21 %. */
export function oximetry({ oxygen_saturation, breathing, oxygen_flow, oxygen_concentration }: VitalValues): object {
  const part = (measure: 'oxygen_flow' | 'oxygen_concentration', value: number | undefined) =>
    (value === undefined ? [] : [{ code: codeOf(measure), valueQuantity: quantity(measure, value) }]);
  const unknown = { code: codeOf('oxygen_flow'), dataAbsentReason: concept('http://terminology.hl7.org/CodeSystem/data-absent-reason', 'unknown', 'Unknown') };
  const component = breathing === 'air' ? part('oxygen_concentration', 21)
    : [...part('oxygen_flow', oxygen_flow), ...part('oxygen_concentration', oxygen_concentration)];
  if (breathing === 'oxygen' && component.length === 0) component.push(unknown as never);
  return {
    code: codeOf('oxygen_saturation', [['2708-6', 'Oxygen saturation in Arterial blood']]),
    valueQuantity: quantity('oxygen_saturation', oxygen_saturation!),
    ...(component.length === 0 ? {} : { component }),
  };
}

/** Systolic and diastolic as one panel; a diastolic that could not be measured says so. */
export function bloodPressure({ systolic, diastolic }: VitalValues, methods: VitalMethods = {}): object {
  const absent = { dataAbsentReason: concept('http://terminology.hl7.org/CodeSystem/data-absent-reason', 'not-performed', 'Not Performed') };
  return {
    code: concept(loinc, bloodPressurePanel, 'Blood pressure panel'),
    ...site(methods.cuff),
    ...position(methods.position),
    component: [
      { code: codeOf('systolic'), valueQuantity: quantity('systolic', systolic!) },
      { code: codeOf('diastolic'), ...(diastolic === undefined ? absent : { valueQuantity: quantity('diastolic', diastolic) }) },
    ],
  };
}
