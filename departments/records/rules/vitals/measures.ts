import type { Measure } from '../../contract/vitals.ts';

/** How a measure is coded and kept. */
export interface MeasureCode {
  /** The first is written, all are read. */
  loinc: readonly [string, ...string[]];
  display: string;
  ucum: string;
  /** How the unit is written for people. */
  unit: string;
  /** Decimals of a value that was converted. */
  decimals: number;
}

/** Codes of LOINC and units of UCUM, as US Core 6.1 wants them. */
export const measureCodes: Readonly<Record<Measure, MeasureCode>> = {
  respiratory_rate: { loinc: ['9279-1'], display: 'Respiratory rate', ucum: '/min', unit: '/min', decimals: 0 },
  oxygen_saturation: { loinc: ['59408-5', '2708-6'], display: 'Oxygen saturation', ucum: '%', unit: '%', decimals: 0 },
  oxygen_flow: { loinc: ['3151-8'], display: 'Inhaled oxygen flow rate', ucum: 'L/min', unit: 'L/min', decimals: 1 },
  oxygen_concentration: { loinc: ['3150-6'], display: 'Inhaled oxygen concentration', ucum: '%', unit: '%', decimals: 0 },
  systolic: { loinc: ['8480-6'], display: 'Systolic blood pressure', ucum: 'mm[Hg]', unit: 'mmHg', decimals: 0 },
  diastolic: { loinc: ['8462-4'], display: 'Diastolic blood pressure', ucum: 'mm[Hg]', unit: 'mmHg', decimals: 0 },
  heart_rate: { loinc: ['8867-4'], display: 'Heart rate', ucum: '/min', unit: '/min', decimals: 0 },
  temperature: { loinc: ['8310-5', '8331-1', '8328-7', '8332-9', '8333-7'], display: 'Body temperature', ucum: 'Cel', unit: '°C', decimals: 1 },
  pain: { loinc: ['72514-3'], display: 'Pain severity - 0-10 verbal numeric rating', ucum: '{score}', unit: '/10', decimals: 0 },
  glucose: { loinc: ['14743-9', '41653-7'], display: 'Glucose in capillary blood by glucometer', ucum: 'mmol/L', unit: 'mmol/L', decimals: 1 },
  weight: { loinc: ['29463-7'], display: 'Body weight', ucum: 'kg', unit: 'kg', decimals: 3 },
  height: { loinc: ['8302-2', '8306-3'], display: 'Body height', ucum: 'cm', unit: 'cm', decimals: 1 },
  head_circumference: { loinc: ['9843-4', '8287-5'], display: 'Head occipital-frontal circumference', ucum: 'cm', unit: 'cm', decimals: 1 },
  body_mass_index: { loinc: ['39156-5'], display: 'Body mass index', ucum: 'kg/m2', unit: 'kg/m²', decimals: 1 },
};

export const loinc = 'http://loinc.org';
export const snomed = 'http://snomed.info/sct';
export const ucum = 'http://unitsofmeasure.org';
export const observationCategory = 'http://terminology.hl7.org/CodeSystem/observation-category';
/** Systolic and diastolic together. */
export const bloodPressurePanel = '85354-9';
export const consciousnessCode = '67775-7';
/** The total of NEWS2, of the United Kingdom edition of SNOMED CT. */
export const news2Total = '1104051000000101';
