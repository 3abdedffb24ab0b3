/** What the law of the record allows with resources of a type. */
export interface TypeRule {
  /** Rights beside those of the FHIR API that reading, and creating and changing, need. */
  read: Right;
  search: Right;
  create: Right | null;
  update: Right | null;
  /** Why it cannot be written, where it cannot. */
  not_written?: string;
  /** Why it is never deleted, where it is not. */
  not_deleted?: string;
}

type Right = 'audit.read' | 'scheduling.calendar' | 'records.read' | 'records.write' | 'patients.search' | 'patients.read' | 'patients.register' | 'patients.update' | 'staff.read' | 'places.read';

const clinical: TypeRule = { read: 'records.read', search: 'records.read', create: 'records.write', update: 'records.write' };

const documents = 'A document stays in the record: correct it by a new one, or mark it entered-in-error';
const directory = 'The directory is history: end the entry instead (active: false)';

const special: Record<string, TypeRule> = {
  Patient: {
    read: 'patients.read', search: 'patients.search', create: 'patients.register', update: 'patients.update',
    not_deleted: 'A patient is never deleted: a second registration is merged, one by mistake is marked inactive',
  },
  Practitioner: { ...clinical, read: 'staff.read', search: 'staff.read', not_deleted: directory },
  PractitionerRole: { ...clinical, read: 'staff.read', search: 'staff.read', not_deleted: directory },
  Organization: { ...clinical, read: 'places.read', search: 'places.read', not_deleted: directory },
  Location: { ...clinical, read: 'places.read', search: 'places.read', not_deleted: directory },
  HealthcareService: { ...clinical, read: 'places.read', search: 'places.read', not_deleted: directory },
  Encounter: { ...clinical, not_deleted: 'A visit stays in the record: cancel it, or mark it entered-in-error' },
  // Whose calendars there are and what is free in them is nobody's record.
  Schedule: { ...clinical, read: 'scheduling.calendar', search: 'scheduling.calendar' },
  Slot: { ...clinical, read: 'scheduling.calendar', search: 'scheduling.calendar' },
  Appointment: { ...clinical, not_deleted: 'An appointment stays in the record: call it off with $cancel' },
  Composition: { ...clinical, not_deleted: documents },
  DocumentReference: { ...clinical, not_deleted: documents },
  DocumentManifest: { ...clinical, not_deleted: documents },
  DiagnosticReport: { ...clinical, not_deleted: documents },
  ClinicalImpression: { ...clinical, not_deleted: documents },
  Consent: { ...clinical, not_deleted: 'A consent stays in the record: mark it rejected, inactive or entered-in-error' },
  Provenance: { ...clinical, not_deleted: 'Where a statement came from stays in the record' },
};

const unwritable: Record<string, string> = {
  AuditEvent: 'The audit log is written by the hospital alone',
  Bundle: 'A Bundle is no part of a record: send it to the base of the API, where a batch or a transaction is carried out',
  Parameters: 'Parameters are given to operations, and are not kept',
  OperationOutcome: 'An OperationOutcome is an answer, and is not kept',
  Subscription: 'Subscriptions are not offered yet',
};

/** The rule of a type. */
export function ruleOf(type: string): TypeRule {
  const not_written = unwritable[type];
  const seen: TypeRule = isLog(type) ? { ...clinical, read: 'audit.read', search: 'audit.read' } : clinical;
  if (not_written !== undefined) return { ...seen, create: null, update: null, not_written, not_deleted: not_written };
  return special[type] ?? clinical;
}

/** The log of who did what: its events are read and found as they were written, and are no part of a record. */
export const isLog = (type: string): boolean => type === 'AuditEvent';

/** Types that are not kept at all: they are neither read nor found. */
export const isKept = (type: string): boolean => unwritable[type] === undefined;

/**
 * Types of which some resources are the face of a table (a person of the staff, a place, a visit): what the hospital's
 * own pages write of them is changed there, and not over the API.
 */
export const facesOfTables: ReadonlySet<string> = new Set([
  'Practitioner', 'PractitionerRole', 'Organization', 'Location', 'HealthcareService', 'Encounter', 'Coverage',
  'Schedule', 'Slot', 'Appointment', 'AppointmentResponse', 'Account', 'Invoice',
]);
