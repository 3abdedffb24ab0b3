import { endpoint } from '@openward/platform/http/contract';
import { hospitalNumber, PaperNumber, ReservePaper, paperTime } from '@openward/patients/contract';
import { z } from 'zod';
import { instant, line } from './text.ts';
import { NewVisit, Visit } from './visit.ts';

/** Numbers of visits have the check digit of hospital numbers. */
const number = hospitalNumber;

/** An admission takes a bed, and is not entered so. */
export const formClasses = ['outpatient', 'emergency', 'home', 'tele'] as const;

/** What was written on the sheet of a visit: the visit, under the number of the sheet, from when to when it was. */
export const FormVisit = NewVisit.omit({ status: true, planned_for: true, class: true }).extend({
  class: z.enum(formClasses), number, patient_id: z.uuid(), happened_at: paperTime,
  /** Null: it goes on. */
  ended_at: paperTime.nullable().default(null),
});

export const formContract = {
  visitForms: endpoint({
    method: 'GET', path: '/visit-forms', summary: 'Numbers of visits reserved for paper: those that are open, oldest first, then the last that were used or voided',
    permission: 'visits.open', patient: 'none', event: 'visits.form.list',
  }).input(z.strictObject({})).output(z.object({ open: z.int(), numbers: z.array(PaperNumber) })),

  reserveVisitForms: endpoint({
    method: 'POST', path: '/visit-forms', summary: 'Reserve numbers of visits for blank sheets of a place',
    permission: 'patients.paper', patient: 'none', event: 'visits.form.reserve', status: 201,
  }).input(ReservePaper).output(z.object({ block_id: z.uuid(), numbers: z.array(z.string()) })),

  /** Nothing is entered under a number before this. Printed again, the first time stays. */
  noteVisitFormsPrinted: endpoint({
    method: 'POST', path: '/visit-forms/blocks/{block_id}/printed', summary: 'Note that the sheets of a block are printed',
    permission: 'patients.paper', patient: 'none', event: 'visits.form.print',
  }).input(z.strictObject({ block_id: z.uuid() })).output(z.object({ printed_at: instant })),

  /** 409 `visits.form_gone`. */
  voidVisitForm: endpoint({
    method: 'POST', path: '/visit-forms/{number}/void', summary: 'Say that no visit will be opened under a reserved number, and why',
    permission: 'patients.paper', patient: 'none', event: 'visits.form.void',
  }).input(z.strictObject({ number, reason: line(300) })).output(z.object({ number: z.string() })),

  /** 409 `visits.form_gone`; 409 `visits.open_already` and `visits.patient_deceased` as of any visit. */
  openFromForm: endpoint({
    method: 'POST', path: '/visit-forms/{number}/visit', summary: 'Open a visit that was on paper, under the number of the sheet and at its time',
    permission: 'visits.open', patient: 'input', event: 'visits.form.open', status: 201,
  }).input(FormVisit).output(Visit),
};
