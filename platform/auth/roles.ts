import type { Permission } from './permissions.ts';

/** A role as the hospital ships it. An administrator may edit it afterwards; the edited set is kept in auth.role_permission. */
export interface Role {
  title: string;
  permissions: readonly Permission[];
  /** A person with this role must have a second factor before any other screen opens. */
  second_factor_required: boolean;
}

const directory = ['staff.read', 'places.read'] as const satisfies Permission[];
const seesPatients = ['patients.search', 'patients.read', 'terminology.read', ...directory] as const satisfies Permission[];
const clinical = [
  ...seesPatients,
  'records.read',
  'records.write',
  'fhir.read',
  'fhir.write',
  'patients.print',
  'patients.break_glass',
  'visits.read',
  'visits.queue',
  'scheduling.calendar',
  'scheduling.read',
] as const satisfies Permission[];

export const roles = {
  'front-desk': {
    title: 'Front desk',
    permissions: [
      ...seesPatients,
      'patients.register',
      'patients.update',
      'patients.identify',
      'patients.print',
      'patients.paper',
      'patients.coverage',
      'visits.read',
      'visits.open',
      'visits.queue',
      'visits.settle',
      'billing.read',
      'emergency.read',
      'emergency.arrive',
      'messages.read',
      'messages.send',
      'scheduling.calendar',
      'scheduling.read',
      'scheduling.book',
      'scheduling.overbook',
    ],
    second_factor_required: false,
  },
  doctor: {
    title: 'Doctor',
    permissions: [
      ...clinical, 'patients.register', 'patients.update', 'patients.identify', 'patients.reconcile',
      'visits.open', 'visits.write', 'visits.close', 'visits.reopen', 'visits.certify',
      'records.overdue', 'records.label', 'records.oxygen_scale', 'records.order', 'scheduling.book', 'scheduling.overbook', 'scheduling.add_on', 'scheduling.triage',
      'emergency.read', 'emergency.arrive', 'emergency.triage', 'emergency.treat', 'emergency.incident',
    ],
    second_factor_required: false,
  },
  nurse: {
    title: 'Nurse',
    permissions: [...clinical, 'patients.register', 'patients.update', 'patients.identify', 'visits.open', 'visits.write', 'emergency.read', 'emergency.arrive', 'emergency.triage', 'emergency.incident', 'records.overdue', 'records.label', 'scheduling.book'],
    second_factor_required: false,
  },
  laboratory: { title: 'Laboratory', permissions: [...clinical], second_factor_required: false },
  pharmacist: { title: 'Pharmacist', permissions: [...clinical], second_factor_required: false },
  cashier: { title: 'Cashier', permissions: [...seesPatients, 'visits.queue', 'visits.settle', 'billing.read', 'billing.collect', 'billing.refund'], second_factor_required: false },
  biller: {
    title: 'Biller',
    permissions: [...seesPatients, 'patients.coverage', 'patients.payers', 'billing.read', 'billing.charge', 'billing.discount', 'billing.invoice', 'billing.write_off'],
    second_factor_required: false,
  },
  // Keeps the prices, and grants what is over the others' limits.
  'billing-manager': {
    title: 'Billing manager',
    permissions: [
      ...seesPatients, 'patients.coverage', 'patients.payers', 'billing.read', 'billing.charge', 'billing.prices', 'billing.discount', 'billing.invoice',
      'billing.collect', 'billing.refund', 'billing.write_off', 'billing.approve', 'billing.close_day', 'ledger.read',
    ],
    second_factor_required: false,
  },
  accountant: {
    title: 'Accountant',
    permissions: [...directory, 'billing.read', 'billing.close_day', 'ledger.read', 'ledger.post', 'ledger.manage', 'ledger.close', 'ledger.approve', 'ledger.export'],
    second_factor_required: false,
  },
  'ward-clerk': {
    title: 'Ward clerk',
    permissions: [...seesPatients, 'patients.update', 'patients.print', 'patients.coverage', 'visits.read', 'visits.open', 'visits.queue', 'messages.read', 'messages.send', 'scheduling.calendar', 'scheduling.read', 'scheduling.book'],
    second_factor_required: false,
  },
  'medical-records': {
    title: 'Medical records',
    permissions: [
      ...seesPatients,
      'patients.register',
      'patients.update',
      'patients.identify',
      'patients.merge',
      'patients.national_id',
      'patients.print',
      'patients.paper',
      'records.read',
      'records.without_relation',
      'records.overdue',
      'records.label',
      'records.move',
      'records.templates',
      'records.import',
      'visits.read',
      'visits.move',
      'scheduling.calendar',
      'scheduling.read',
      'fhir.read',
    ],
    second_factor_required: false,
  },
  compliance: {
    title: 'Compliance',
    permissions: [...seesPatients, 'patients.restricted', 'patients.restrict', 'audit.read', 'access.review', 'access.labels', 'downtime.read', 'rights.answer', 'backups.read', 'keys.read', 'assets.read', 'assets.review', 'accounts.read', 'sessions.end'],
    second_factor_required: false,
  },
  administrator: {
    title: 'Administrator',
    permissions: [
      ...directory,
      'terminology.read',
      'terminology.manage',
      'staff.manage',
      'places.manage',
      'accounts.read',
      'accounts.manage',
      'sessions.end',
      'roles.manage',
      'tokens.manage',
      'backups.read',
      'backups.manage',
      'downtime.read',
      'downtime.manage',
      'keys.read',
      'assets.read',
      'keys.manage',
      'patients.payers',
      'records.settings',
      'messages.manage',
      'scheduling.calendar',
      'scheduling.manage',
      'visits.queue_manage',
      'emergency.manage',
      'visits.display',
    ],
    second_factor_required: false,
  },
  // Screens on a wall and in the entrance hall: each is one account with one right.
  display: { title: 'Public display', permissions: ['visits.display'], second_factor_required: false },
  kiosk: { title: 'Kiosk', permissions: ['visits.kiosk'], second_factor_required: false },
  // Keeps the calendars and the duty plan, and moves those who are booked when they change.
  'clinic-manager': {
    title: 'Clinic manager',
    permissions: [
      ...seesPatients, 'messages.read', 'messages.send', 'messages.manage',
      'scheduling.calendar', 'scheduling.read', 'scheduling.book', 'scheduling.overbook', 'scheduling.manage',
    ],
    second_factor_required: false,
  },
  patient: { title: 'Patient', permissions: ['portal.read'], second_factor_required: false },
  // The most that a machine's token may carry; each token names its own part of it.
  machine: {
    title: 'Machine',
    permissions: [...clinical.filter((permission) => permission !== 'patients.break_glass'), 'patients.register', 'patients.update', 'records.import'],
    second_factor_required: false,
  },
} as const satisfies Record<string, Role>;

export type RoleName = keyof typeof roles;
export const roleNames = Object.keys(roles) as RoleName[];
