import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { PatientOpened, PatientRecord, PatientRow } from './record.ts';
import { Registration, RegistrationChange } from './registration.ts';
import { line, note, patientId, version } from './text.ts';
import { DuplicateCandidate } from './duplicates.ts';

/** Fields of the 409 `patients.likely_duplicate` problem. */
export const LikelyDuplicate = z.object({ candidates: z.array(DuplicateCandidate) });

export const patientContract = {
  /** 409 `patients.likely_duplicate` with `candidates`, unless `duplicates_reviewed` names each of them. */
  register: endpoint({
    method: 'POST',
    path: '/patients',
    summary: 'Register a patient; the hospital number is given by the database',
    permission: 'patients.register',
    patient: 'output',
    event: 'patients.patient.create',
    status: 201,
  })
    .input(Registration)
    .output(PatientRecord),

  read: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}',
    summary: 'Open a patient’s registration; a merged record answers the surviving one',
    permission: 'patients.read',
    patient: 'input',
    event: 'patients.patient.read',
  })
    .input(z.strictObject({ patient_id: patientId }))
    .output(PatientOpened),

  /** 409 `patients.changed` with `changes` (see history.ts) when somebody saved a newer version. */
  update: endpoint({
    method: 'PATCH',
    path: '/patients/{patient_id}',
    summary: 'Change a registration: a field left out stays, null empties, a list is replaced',
    permission: 'patients.update',
    patient: 'input',
    event: 'patients.patient.update',
  })
    .input(z.strictObject({ patient_id: patientId, version, changes: RegistrationChange }))
    .output(PatientRecord),

  identify: endpoint({
    method: 'POST',
    path: '/patients/{patient_id}/identify',
    summary: 'Say who an unknown patient is; the number stays, the temporary name is kept as an old one',
    permission: 'patients.identify',
    patient: 'input',
    event: 'patients.patient.identify',
  })
    .input(
      z.strictObject({
        patient_id: patientId,
        version,
        changes: RegistrationChange,
        duplicates_reviewed: z.array(patientId).max(50).default([]),
      }),
    )
    .output(PatientRecord),

  restrict: endpoint({
    method: 'PUT',
    path: '/patients/{patient_id}/restriction',
    summary: 'Mark a patient as restricted (VIP, staff, protected), or lift the mark',
    permission: 'patients.restrict',
    patient: 'input',
    event: 'patients.patient.restrict',
  })
    .input(z.strictObject({ patient_id: patientId, version, restricted: z.boolean(), reason: note(500) }))
    .output(PatientRecord),

  readIdentifier: endpoint({
    method: 'GET',
    path: '/patients/{patient_id}/identifiers/{identifier_id}',
    summary: 'Read a national identity or passport number in full',
    permission: 'patients.national_id',
    patient: 'input',
    event: 'patients.identifier.read',
  })
    .input(z.strictObject({ patient_id: patientId, identifier_id: z.uuid() }))
    .output(z.object({ value: z.string() })),

  /** The picture itself is at `/api/patients/{patient_id}/photo`. 400 `patients.not_a_picture`, `patients.picture_too_large`. */
  putPhoto: endpoint({
    method: 'PUT',
    path: '/patients/{patient_id}/photo',
    summary: 'Keep a small photo: JPEG, PNG or WebP, at most 1 MB and 2000 × 2000 points',
    permission: 'patients.update',
    patient: 'input',
    event: 'patients.photo.update',
    body_bytes_max: 1_500_000,
  })
    .input(z.strictObject({ patient_id: patientId, version, content_base64: z.base64().max(1_400_000) }))
    .output(PatientRecord),

  removePhoto: endpoint({
    method: 'DELETE',
    path: '/patients/{patient_id}/photo',
    summary: 'Show no photo any more; older versions keep theirs',
    permission: 'patients.update',
    patient: 'input',
    event: 'patients.photo.delete',
  })
    .input(z.strictObject({ patient_id: patientId, version }))
    .output(PatientRecord),

  list: endpoint({
    method: 'GET',
    path: '/patients',
    summary: 'List patients, newest registration first, or by name; each page names where the next begins',
    permission: 'patients.search',
    patient: 'query',
    event: 'patients.patient.list',
  })
    .input(
      z.strictObject({
        order: z.enum(['registered', 'name', 'number']).default('registered'),
        unknown: z.boolean().optional(),
        deceased: z.boolean().optional(),
        sex: z.enum(['male', 'female', 'other', 'unknown']).optional(),
        limit: z.int().min(1).max(200).default(50),
        after: line(400).optional(),
      }),
    )
    .output(z.object({ patients: z.array(PatientRow), next: z.string().nullable() })),
};
