/**
 * Every permission of the hospital, in one readable place. A role is a set of these (roles.ts);
 * an endpoint names the one that it needs. The sentence is what an administrator reads in the role editor.
 */
export const permissions = {
  'patients.search': 'Find patients by name, number, phone or birth date',
  'patients.read': 'Open a patient’s registration',
  'patients.register': 'Register a new patient',
  'patients.update': 'Change a patient’s registration',
  'patients.identify': 'Give an unknown patient their identity',
  'patients.national_id': 'See national identity and passport numbers in full',
  'patients.restrict': 'Mark a patient as restricted, or lift the mark',
  'patients.restricted': 'Open patients who are marked as restricted',
  'patients.merge': 'Merge two records of one person, and undo a merge',
  'patients.reconcile': 'Reconcile contradictions in a merged record',
  'patients.print': 'Print labels and wristbands',
  'patients.coverage': 'Record who pays for a patient’s care',
  'patients.payers': 'Keep the list of payers',
  'records.read': 'Open the clinical record: timeline, allergies, problems, results',
  'records.write': 'Write in the clinical record',
  'records.overdue': 'See what is open and overdue in the whole hospital',
  'records.oxygen_scale': 'Prescribe the oxygen saturation scale of NEWS2',
  'records.settings': 'Set the units in which vital signs are measured',
  'records.order': 'Order tests, procedures and referrals, and prescribe medicines',
  'records.move': 'Move an entry that stands in the wrong record to the right patient',
  'records.templates': 'Keep the templates of notes',
  'records.import': 'Import FHIR bundles',
  'ledger.read': 'Read the books: accounts, journal, reports',
  'ledger.post': 'Post entries in the journal, and take them back',
  'ledger.manage': 'Keep the chart of accounts and the periods',
  'ledger.close': 'Close a period, and ask to reopen it',
  'ledger.approve': 'Grant or refuse that a closed period is reopened',
  'ledger.export': 'Export the journal to other books',
  'scheduling.calendar': 'See whose calendars there are, and who is on duty when',
  'scheduling.read': 'See appointments of patients',
  'scheduling.book': 'Book, move and call off appointments',
  'scheduling.overbook': 'Put somebody on purpose where all places are taken',
  'scheduling.add_on': 'Fit somebody urgent in, and accept who is moved for it',
  'scheduling.manage': 'Keep the calendars: kinds of appointments, sessions, duty, leave',
  'visits.read': 'See visits: who is here, and how far it has come',
  'visits.open': 'Open a visit, check a patient in, call a visit off',
  'visits.write': 'Write in a visit: reason, people, diagnoses, its state',
  'visits.close': 'Sign and close a visit',
  'visits.reopen': 'Open a signed visit again, with a reason',
  'visits.move': 'Move a visit that was made for the wrong patient',
  'visits.certify': 'Issue and revoke certificates',
  'visits.queue': 'See the queues of the day; call, hand over and end tokens',
  'visits.queue_manage': 'Keep service points, rooms, displays and paying rules',
  'visits.settle': 'Say that a service is paid, or need not be paid first',
  'visits.display': 'Show the public display of tokens',
  'visits.kiosk': 'Let patients check in by themselves at a kiosk',
  'fhir.read': 'Read and search over the FHIR API, as far as one may see the record',
  'fhir.write': 'Write over the FHIR API, as far as one may write in the record',
  'terminology.read': 'Look up codes of diseases, tests and medicines',
  'terminology.manage': 'See which code systems and releases are loaded',
  'staff.read': 'See the staff directory',
  'staff.manage': 'Keep the staff directory',
  'places.read': 'See departments and places',
  'places.manage': 'Keep departments and places',
  'accounts.read': 'See accounts and who may sign in',
  'accounts.manage': 'Make, disable and re-role accounts; reset passwords',
  'roles.manage': 'Change what a role may do',
  'tokens.manage': 'Make and revoke the tokens of machines',
  'audit.read': 'Search the audit log',
  'portal.read': 'See one’s own record as a patient',
} as const;

export type Permission = keyof typeof permissions;

export const allPermissions = Object.keys(permissions) as Permission[];

/** True when the text names a permission that exists. */
export function isPermission(text: string): text is Permission {
  return Object.hasOwn(permissions, text);
}
