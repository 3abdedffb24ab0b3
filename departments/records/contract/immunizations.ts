import { line, note } from '@openward/platform/fhir';
import { endpoint } from '@openward/platform/http/contract';
import { partialDate } from '@openward/platform/fhir';
import { z } from 'zod';
import { Concept, maybe, maybeConcept, maybeDay, statementEndpoints } from './statement.ts';

export const vaccineSites = ['left-arm', 'right-arm', 'left-thigh', 'right-thigh'] as const;
export const vaccineRoutes = ['intramuscular', 'subcutaneous', 'intradermal', 'oral', 'nasal'] as const;

/** A vaccine that was given, or was not, and why. */
export const Immunization = z
  .strictObject({
    concept: Concept,
    status: z.enum(['completed', 'not-done']).default('completed'),
    on: partialDate,
    not_done_reason: maybeConcept,
    lot: maybe(line(60)),
    expires: maybeDay,
    manufacturer: maybe(line(120)),
    site: maybe(z.enum(vaccineSites)),
    route: maybe(z.enum(vaccineRoutes)),
    dose_millilitres: maybe(z.number().min(0.01).max(10).refine((value) => Number.isInteger(Math.round(value * 1e6) / 1e4), 'Has more than two decimals')),
    series: maybe(line(120)),
    dose_number: maybe(z.int().min(1).max(20)),
    series_doses: maybe(z.int().min(1).max(20)),
    /** Given here, or read from papers of whoever gave it; false where the patient only says so. */
    primary_source: z.boolean().default(true),
    note: maybe(note(4000)),
  })
  .refine(({ status, not_done_reason }) => status === 'completed' || not_done_reason !== null, { message: 'Needs the reason why it was not given', path: ['not_done_reason'] })
  .refine(({ series, series_doses, dose_number }) => dose_number !== null || (series === null && series_doses === null), {
    message: 'Needs the number of the dose in its series', path: ['dose_number'],
  });
export type Immunization = z.output<typeof Immunization>;

const endpoints = statementEndpoints({ path: 'immunizations', thing: 'immunization', named: 'immunization', fields: Immunization });

export const immunizationsContract = {
  immunizations: {
    ...endpoints,
    series: endpoint({
      method: 'GET', path: '/patients/{patient_id}/immunization-series', summary: 'Which series of vaccines are complete, by the doses that are recorded',
      permission: 'records.read', patient: 'input', event: 'records.immunization.series',
    })
      .input(z.strictObject({ patient_id: z.uuid() }))
      .output(z.object({ series: z.array(z.object({
        name: z.string(), given: z.number(), planned: z.number().nullable(), last: z.string().nullable(),
        state: z.enum(['complete', 'incomplete', 'unknown', 'refused']),
      })) })),
  },
};
