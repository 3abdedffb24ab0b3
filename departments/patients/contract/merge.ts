import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Author } from './history.ts';
import { PatientRecord, PatientRow } from './record.ts';
import { line, note, patientId, version } from './text.ts';

/** What becomes of a field: the surviving record's value, the other's, or (for lists) both. */
export const mergeChoices = ['surviving', 'merged', 'both'] as const;
export type MergeChoice = (typeof mergeChoices)[number];

export const MergeField = z.object({
  field: z.string(),
  surviving: z.json(),
  merged: z.json(),
  /** What happens unless a person chooses otherwise. */
  choice: z.enum(mergeChoices),
  allowed: z.array(z.enum(mergeChoices)),
});
export type MergeField = z.output<typeof MergeField>;

/** Two statements that cannot both be true. Both stay visible; the more dangerous one prevails until it is reconciled. */
export const Contradiction = z.object({
  id: z.uuid().nullable(),
  kind: z.enum(['allergy', 'allergy_severity', 'blood_group', 'sex']),
  /** What it is about, such as the substance. */
  subject: z.string(),
  statements: z.array(
    z.object({ patient_id: z.uuid(), resource_type: z.string(), resource_id: z.string(), says: z.string(), prevails: z.boolean() }),
  ),
  reconciled: z.object({ by: Author, at: z.string(), reason: z.string(), holds: z.string().nullable() }).nullable(),
});
export type Contradiction = z.output<typeof Contradiction>;

export const MergePreview = z.object({
  surviving: PatientRow.extend({ version }),
  merged: PatientRow.extend({ version }),
  fields: z.array(MergeField),
  /** What will be read under the surviving record, by kind, such as `Observation: 212`. */
  follows: z.array(z.object({ kind: z.string(), count: z.number() })),
  contradictions: z.array(Contradiction),
  /** Reasons why these two cannot be merged now; empty when they can. */
  hindrances: z.array(z.object({ code: z.string(), message: z.string() })),
});
export type MergePreview = z.output<typeof MergePreview>;

export const Merge = z.object({
  id: z.uuid(),
  surviving_id: z.uuid(),
  merged_id: z.uuid(),
  merged_hospital_number: z.string(),
  reason: z.string(),
  by: Author,
  at: z.string(),
  undone: z.object({ by: Author, at: z.string(), reason: z.string() }).nullable(),
});

/** Something written since the merge, which a person assigns to one of the two. */
export const WrittenSince = z.object({
  /** `record:<type>/<id>` or `field:<name>`; the key of the assignment. */
  key: z.string(),
  what: z.string(),
  at: z.string(),
  by: Author,
  /** Where it came from says it, such as a specimen’s number; null where a person must decide. */
  suggested: z.enum(['surviving', 'merged']).nullable(),
});
export type WrittenSince = z.output<typeof WrittenSince>;

const undoHindrances = z.array(z.object({ code: z.string(), message: z.string() }));

export const mergeContract = {
  previewMerge: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/merge-preview',
    summary: 'What merging another record into this one would do',
    permission: 'patients.merge',
    patient: 'input',
    event: 'patients.merge.preview',
  })
    .input(z.strictObject({ patient_id: patientId, merged_id: patientId }))
    .output(MergePreview),

  /** `patient_id` survives. Both versions are those of the preview; 409 `patients.changed` otherwise. */
  merge: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/merges',
    summary: 'Merge another record into this one',
    permission: 'patients.merge',
    patient: 'input',
    event: 'patients.merge.create',
    status: 201,
  })
    .input(
      z.strictObject({
        patient_id: patientId,
        version,
        merged_id: patientId,
        merged_version: version,
        reason: note(500),
        /** Only where it differs from the preview. */
        choices: z.record(line(60), z.enum(mergeChoices)).default({}),
      }),
    )
    .output(z.object({ merge: Merge, patient: PatientRecord })),

  merges: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/merges',
    summary: 'The merges that this record took part in, newest first',
    permission: 'patients.read',
    patient: 'input',
    event: 'patients.merge.list',
  })
    .input(z.strictObject({ patient_id: patientId }))
    .output(z.object({ merges: z.array(Merge) })),

  previewUnmerge: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/merges/{merge_id}/undo-preview',
    summary: 'What undoing a merge would do, and what was written since, to be assigned',
    permission: 'patients.merge',
    patient: 'input',
    event: 'patients.merge.preview',
  })
    .input(z.strictObject({ patient_id: patientId, merge_id: z.uuid() }))
    .output(z.object({ merge: Merge, version, written_since: z.array(WrittenSince), hindrances: undoHindrances })),

  /** 400 names each key of `written_since` that has no assignment. */
  unmerge: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/merges/{merge_id}/undo',
    summary: 'Undo a merge: both records are as they were; what was written since goes where a person says',
    permission: 'patients.merge',
    patient: 'input',
    event: 'patients.merge.undo',
  })
    .input(
      z.strictObject({
        patient_id: patientId,
        merge_id: z.uuid(),
        version,
        reason: note(500),
        assignments: z.record(line(200), z.enum(['surviving', 'merged'])).default({}),
      }),
    )
    .output(z.object({ merge: Merge, surviving: PatientRecord, merged: PatientRecord })),

  contradictions: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/contradictions',
    summary: 'Contradictions in a merged record, the open ones first',
    permission: 'patients.read',
    patient: 'input',
    event: 'patients.contradiction.list',
  })
    .input(z.strictObject({ patient_id: patientId }))
    .output(z.object({ contradictions: z.array(Contradiction) })),

  reconcile: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/contradictions/{contradiction_id}/reconcile',
    summary: 'Say which statement holds, and why',
    permission: 'patients.reconcile',
    patient: 'input',
    event: 'patients.contradiction.reconcile',
  })
    .input(
      z.strictObject({
        patient_id: patientId,
        contradiction_id: z.uuid(),
        /** `<resource type>/<id>` of the statement that holds; null where neither does. */
        holds: line(140).nullable(),
        reason: note(500),
      }),
    )
    .output(z.object({ contradiction: Contradiction })),
};
