import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { hospitalNumber } from './hospital-number.ts';
import { PatientRecord } from './record.ts';
import { Registration } from './registration.ts';
import { line, patientId } from './text.ts';

const instant = z.iso.datetime({ offset: true });
/** As the clock on the wall of the hospital showed it. */
export const paperTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Is not a day and a time').refine((text) => !Number.isNaN(Date.parse(`${text}Z`)), 'Is not a day and a time');

export const PaperNumber = z.object({
  number: z.string(),
  block_id: z.uuid(),
  place: z.string(),
  reserved_at: instant,
  reserved_by_name: z.string(),
  printed_at: instant.nullable(),
  state: z.enum(['reserved', 'printed', 'used', 'voided']),
  /** The time of the event, and the time of entry. */
  happened_at: instant.nullable(),
  entered_at: instant.nullable(),
  entered_by_name: z.string().nullable(),
  voided_at: instant.nullable(),
  voided_by_name: z.string().nullable(),
  void_reason: z.string().nullable(),
});
export type PaperNumber = z.output<typeof PaperNumber>;

export const ReservePaper = z.strictObject({ place: line(80), count: z.int().min(1).max(100) });

/** What was written on a form: a registration, under the number of the form and at the time that stands on it. */
export const PaperRegistration = Registration.safeExtend({ number: hospitalNumber, happened_at: paperTime });
export type PaperRegistration = z.output<typeof PaperRegistration>;

export const paperContract = {
  paperNumbers: endpoint({
    method: 'GET', path: '/paper-numbers', summary: 'Hospital numbers reserved for paper: those that are open, oldest first, then the last that were used or voided',
    permission: 'patients.register', patient: 'none', event: 'patients.paper.list',
  }).input(z.strictObject({})).output(z.object({ open: z.int(), numbers: z.array(PaperNumber) })),

  reservePaper: endpoint({
    method: 'POST', path: '/paper-numbers', summary: 'Reserve hospital numbers for blank forms of a place',
    permission: 'patients.paper', patient: 'none', event: 'patients.paper.reserve', status: 201,
  }).input(ReservePaper).output(z.object({ block_id: z.uuid(), numbers: z.array(z.string()) })),

  /** Nothing is entered under a number before this. Printed again, the first time stays. */
  notePaperPrinted: endpoint({
    method: 'POST', path: '/paper-numbers/blocks/{block_id}/printed', summary: 'Note that the forms of a block are printed',
    permission: 'patients.paper', patient: 'none', event: 'patients.paper.print',
  }).input(z.strictObject({ block_id: z.uuid() })).output(z.object({ printed_at: instant })),

  /** 409 `patients.paper_number_gone`. */
  voidPaperNumber: endpoint({
    method: 'POST', path: '/paper-numbers/{number}/void', summary: 'Say that nobody will be registered under a reserved number, and why',
    permission: 'patients.paper', patient: 'none', event: 'patients.paper.void',
  }).input(z.strictObject({ number: hospitalNumber, reason: line(300) })).output(z.object({ number: z.string() })),

  /** 409 `patients.paper_number_gone`; 409 `patients.likely_duplicate` as of any registration. */
  registerFromPaper: endpoint({
    method: 'POST', path: '/paper-numbers/{number}/registration', summary: 'Register a patient who was registered on paper, under the number of the form',
    permission: 'patients.register', patient: 'output', event: 'patients.paper.register', status: 201,
  }).input(PaperRegistration).output(PatientRecord),

  paperOf: endpoint({
    method: 'GET', path: '/patients/{patient_id}/paper', summary: 'When a patient who was registered on paper was, and when and by whom that was entered',
    permission: 'patients.read', patient: 'input', event: 'patients.paper.read',
  }).input(z.strictObject({ patient_id: patientId }))
    .output(z.object({ written_later: z.object({ happened_at: instant, entered_at: instant, entered_by_name: z.string() }).nullable() })),
};
