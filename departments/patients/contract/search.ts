import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { PatientRow } from './record.ts';

/** Why a patient was found, the surest first. */
export const searchReasons = [
  'hospital_number', 'national_id', 'identifier', 'phone', 'name_and_birth', 'name', 'birth_date', 'other_script', 'part_of_name',
  'spelt_like', 'sounds_like',
] as const;
export type SearchReason = (typeof searchReasons)[number];

export const PatientFound = PatientRow.extend({
  why: z.object({
    reason: z.enum(searchReasons),
    /** What fitted, where the row does not show it: a former name, a name in another script, a phone, a number. */
    matched: z.string().nullable(),
    /** The record under which the patient was found, where it has been merged into this one. */
    merged: z.object({ hospital_number: z.string(), display_name: z.string() }).nullable(),
  }),
});
export type PatientFound = z.output<typeof PatientFound>;

export const searchContract = {
  search: endpoint({
    method: 'GET',
    path: '/patients/search',
    summary: 'Find patients by any part of any name, number, phone or birth date, as one types; the likeliest first',
    permission: 'patients.search',
    patient: 'query',
    event: 'patients.patient.search',
  })
    .input(
      z.strictObject({
        q: z.string().max(200),
        limit: z.int().min(1).max(50).default(20),
        /** Whether 12/03 is the 12th of March; the other way round is found too, further down. */
        day_first: z.boolean().default(true),
      }),
    )
    .output(z.object({ patients: z.array(PatientFound), more: z.boolean() })),
};
