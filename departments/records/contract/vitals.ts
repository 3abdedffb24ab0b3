import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { resourceId } from './resource.ts';

/** What is measured at the bedside, in the order in which it is measured and typed. */
export const measures = [
  'respiratory_rate', 'oxygen_saturation', 'oxygen_flow', 'oxygen_concentration', 'systolic', 'diastolic', 'heart_rate', 'temperature',
  'pain', 'glucose', 'weight', 'height', 'head_circumference', 'body_mass_index',
] as const;
export type Measure = (typeof measures)[number];

export const consciousnessLevels = ['alert', 'confusion', 'voice', 'pain', 'unresponsive'] as const;
export type Consciousness = (typeof consciousnessLevels)[number];

/** The units in which a hospital measures; kept are always degrees Celsius, kg, cm and mmol/L. */
export const VitalUnits = z.strictObject({
  temperature: z.enum(['Cel', '[degF]']).default('Cel'),
  weight: z.enum(['kg', 'g', '[lb_av]']).default('kg'),
  length: z.enum(['cm', '[in_i]']).default('cm'),
  glucose: z.enum(['mmol/L', 'mg/dL']).default('mmol/L'),
});
export type VitalUnits = z.output<typeof VitalUnits>;

const measured = z.number().min(-1000).max(100_000).optional();
const whole = z.int().min(-1000).max(100_000).optional();

/** One round of vital signs. What was not measured is left out. */
export const VitalValues = z.strictObject({
  respiratory_rate: whole,
  oxygen_saturation: whole,
  /** What the patient breathed: without it there is no NEWS2. */
  breathing: z.enum(['air', 'oxygen']).optional(),
  /** L/min */
  oxygen_flow: measured,
  /** % */
  oxygen_concentration: measured,
  systolic: whole,
  diastolic: whole,
  heart_rate: whole,
  consciousness: z.enum(consciousnessLevels).optional(),
  temperature: measured,
  pain: whole,
  glucose: measured,
  weight: measured,
  height: measured,
  head_circumference: measured,
});
export type VitalValues = z.output<typeof VitalValues>;

/** How it was measured. */
export const VitalMethods = z.strictObject({
  temperature_site: z.enum(['mouth', 'armpit', 'ear', 'rectum', 'forehead']).optional(),
  position: z.enum(['sitting', 'standing', 'lying']).optional(),
  cuff: z.enum(['left_arm', 'right_arm', 'left_leg', 'right_leg']).optional(),
  /** Of the height: a small child is measured lying. */
  height_position: z.enum(['standing', 'lying']).optional(),
});
export type VitalMethods = z.output<typeof VitalMethods>;

/** One measured value, as the flowsheet shows it. */
export const VitalPoint = z.object({
  id: z.string(),
  version: z.number(),
  measure: z.enum(measures),
  value: z.number(),
  /** As it was written. */
  text: z.string(),
  unit: z.string(),
  at: z.string(),
  entered_at: z.string(),
  /** HH, H, L, LL of a value that is out of range; null within it, or where no range is known. */
  flag: z.enum(['HH', 'H', 'L', 'LL']).nullable(),
  status: z.string().nullable(),
  measured_by: z.string().nullable(),
  method: z.string().nullable(),
  source: z.string(),
  visit_id: z.string().nullable(),
});
export type VitalPoint = z.output<typeof VitalPoint>;

/** What is seen rather than measured: consciousness, and what was breathed. */
export const VitalSeen = z.object({
  id: z.string(),
  version: z.number(),
  at: z.string(),
  what: z.enum(['consciousness', 'breathing']),
  value: z.string(),
});
export type VitalSeen = z.output<typeof VitalSeen>;

export const news2Parts = [
  'respiratory_rate', 'oxygen_saturation', 'breathing', 'systolic', 'heart_rate', 'consciousness', 'temperature',
] as const;
export type News2Part = (typeof news2Parts)[number];
export const news2Bands = ['zero', 'low', 'low_medium', 'medium', 'high'] as const;
export type News2Band = (typeof news2Bands)[number];

export const News2Shown = z.object({
  id: z.string(),
  at: z.string(),
  score: z.number(),
  band: z.enum(news2Bands),
  scale: z.union([z.literal(1), z.literal(2)]),
  parts: z.array(z.object({ part: z.enum(news2Parts), points: z.number() })),
});
export type News2Shown = z.output<typeof News2Shown>;

/** Why there is no score. */
export const noScoreReasons = ['too_young', 'age_unknown', 'pregnant', 'restricted_item', 'incomplete'] as const;
export const News2Outcome = z.discriminatedUnion('scored', [
  z.object({ scored: z.literal(true), score: z.number(), band: z.enum(news2Bands), scale: z.union([z.literal(1), z.literal(2)]) }),
  z.object({ scored: z.literal(false), reason: z.enum(noScoreReasons), missing: z.array(z.enum(news2Parts)) }),
]);
export type News2Outcome = z.output<typeof News2Outcome>;

const version = z.int().min(1).max(2_147_483_647);
const instant = z.iso.datetime({ offset: true });
const reason = z.string().trim().min(3, 'Say why').max(500);
const confirmed = z.array(z.enum(measures)).max(measures.length).default([]);

export const OxygenScale = z.object({
  scale: z.union([z.literal(1), z.literal(2)]),
  /** Of the prescription; null when there has never been one. */
  version: z.number().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  reason: z.string().nullable(),
});
export type OxygenScale = z.output<typeof OxygenScale>;

export const vitalsContract = {
  vitals: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/vitals',
    summary: 'The vital signs of a patient, newest first, with their NEWS2 scores',
    permission: 'records.read',
    patient: 'input',
    event: 'records.vitals.read',
  })
    .input(z.strictObject({ patient_id: z.uuid(), from: instant.optional(), limit: z.int().min(1).max(2000).default(500) }))
    .output(
      z.object({
        points: z.array(VitalPoint),
        seen: z.array(VitalSeen),
        scores: z.array(News2Shown),
        /** The newest vital signs cannot be scored: why. Null when they are. */
        oxygen_scale: OxygenScale,
        units: VitalUnits,
        /** More was measured before what is shown. */
        more: z.boolean(),
        birth_date: z.string().nullable(),
      }),
    ),
  recordVitals: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/vitals',
    summary: 'Record one round of vital signs; NEWS2 is reckoned where it may be',
    permission: 'records.write',
    patient: 'input',
    event: 'records.vitals.record',
    status: 201,
  })
    .input(
      z.strictObject({
        patient_id: z.uuid(),
        visit_id: resourceId.optional(),
        /** When it was measured, which may be before it is entered. */
        measured_at: instant,
        /** Who measured it, where it is not the person who enters it. */
        measured_by: z.string().trim().min(1).max(200).optional(),
        values: VitalValues,
        units: VitalUnits.prefault({}),
        methods: VitalMethods.default({}),
        /** Improbable values that the person looked at again and found right. */
        confirmed,
      }),
    )
    .output(z.object({ ids: z.array(z.string()), news2: News2Outcome })),
  correctVitals: endpoint({
    method: 'PUT',
    path: '/patients/{patient_id}/vitals/{id}',
    summary: 'Correct one measurement; what was written before stays readable as a version',
    permission: 'records.write',
    patient: 'input',
    event: 'records.vitals.correct',
  })
    .input(
      z.strictObject({
        patient_id: z.uuid(),
        id: resourceId,
        version,
        /** The values of this measurement: for a blood pressure both. */
        values: VitalValues,
        units: VitalUnits.prefault({}),
        reason,
        confirmed,
      }),
    )
    .output(z.object({ version: z.number() })),
  vitalsInError: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/vitals/{id}/entered-in-error',
    summary: 'Mark a measurement as entered in error, with the scores that were made of it',
    permission: 'records.write',
    patient: 'input',
    event: 'records.vitals.error',
  })
    .input(z.strictObject({ patient_id: z.uuid(), id: resourceId, version, reason }))
    .output(z.object({ version: z.number() })),
  setOxygenScale: endpoint({
    method: 'PUT',
    path: '/patients/{patient_id}/oxygen-scale',
    summary: 'Prescribe which SpO₂ scale NEWS2 uses: 2 is for a target of 88–92 %',
    permission: 'records.oxygen_scale',
    patient: 'input',
    event: 'records.oxygen-scale.update',
  })
    .input(
      z.strictObject({
        patient_id: z.uuid(),
        scale: z.union([z.literal(1), z.literal(2)]),
        reason,
        /** As it was read; left out for the first prescription. */
        version: version.optional(),
      }),
    )
    .output(OxygenScale),
  vitalUnits: endpoint({
    method: 'GET',
    path: '/vital-units',
    summary: 'The units in which this hospital measures',
    // What a hospital measures in is nobody’s data, and whoever sets it need not read records.
    permission: 'signed-in',
    patient: 'none',
    event: 'records.units.read',
  })
    .input(z.strictObject({}))
    .output(VitalUnits),
  setVitalUnits: endpoint({
    method: 'PUT',
    path: '/vital-units',
    summary: 'Set the units in which this hospital measures',
    permission: 'records.settings',
    patient: 'none',
    event: 'records.units.set',
  })
    .input(VitalUnits)
    .output(VitalUnits),
};
