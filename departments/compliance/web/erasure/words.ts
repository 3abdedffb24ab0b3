import { words } from '@openward/platform/ui';

type Words = Readonly<Record<string, string>>;

/** The parts of a record, as they are erased. */
export const partWords: Words = {
  contact: words('Contact details'),
  clinical: words('Clinical record'),
  accounts: words('Bills and payments'),
  identity: words('Name and registration'),
  kept: words('Proof and books'),
};

/** What is in a part. */
export const partContents: Words = {
  contact: words('Telephone, address, relatives, photo, religion, occupation, passport, messages'),
  clinical: words('Visits, notes, files, results, appointments, papers'),
  accounts: words('Names and notes on invoices and payments, insurance. The amounts stay in the books.'),
  identity: words('What is left is the hospital number.'),
  kept: words('The audit log, requests, disclosures, the ledger'),
};

/** Why a part goes or stays. */
export const reasonWords: Words = {
  'not-needed': words('The hospital can do without'),
  'never-treated': words('There was no treatment'),
  'never-billed': words('Nothing was billed'),
  over: words('The time of keeping is over'),
  'under-way': words('Something is still under way'),
  'kept-by-law': words('Must be kept by law'),
  'names-the-rest': words('Says whose the rest is'),
  erased: words('Erased already'),
  proof: words('Never erased'),
};

/** What is still under way. */
export const openWords: Words = {
  visit: words('Visit'),
  appointment: words('Appointment'),
  waiting: words('Waiting list'),
  referral: words('Referral'),
  loop: words('Open matter'),
  draft: words('Draft of a note'),
  charge: words('Charge that is not invoiced'),
  invoice: words('Invoice that is not settled'),
  approval: words('Approval that is waited for'),
  request: words('Another request by right'),
};

/** How an erasure stands. */
export const erasureWords: Words = { asked: words('Waits for another person'), done: words('Erased'), refused: words('Refused'), withdrawn: words('Withdrawn') };
