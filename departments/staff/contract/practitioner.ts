import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { Assignment, jobs } from './assignment.ts';
import { day, email, line, page, phone, version } from './text.ts';

const practitionerId = z.uuid();

/** A number by which a professional body knows somebody, and for how long. */
export const Registration = z.strictObject({
  /** The body that gave it: General Medical Council. */
  issuer: line(120),
  number: line(60),
  valid_from: day.nullable().default(null),
  /** The last day; null where it does not run out. */
  valid_to: day.nullable().default(null),
});

/** A specialty in words, with its code where the hospital uses a code system. */
export const Specialty = z
  .strictObject({
    display: line(120),
    system: line(200).regex(/^[a-z][a-z0-9+.-]*:\S+$/i, 'Is not an absolute address').nullable().default(null),
    code: line(60).nullable().default(null),
  })
  .refine((specialty) => (specialty.system === null) === (specialty.code === null), {
    message: 'A code needs its system, and a system its code',
    path: ['code'],
  });

const names = {
  family_name: line(120).nullable().default(null),
  given_name: line(120).nullable().default(null),
  /** Title before the name: Dr. */
  prefix: line(60).nullable().default(null),
  /** Title after the name: FRCS. */
  suffix: line(60).nullable().default(null),
};

const fields = {
  ...names,
  /** The hospital’s own number of the person. */
  staff_number: line(40).nullable().default(null),
  phone: phone.nullable().default(null),
  email: email.nullable().default(null),
  starts_on: day,
  /** The last day; saying one ends all assignments on that day. */
  ends_on: day.nullable().default(null),
  registrations: z.array(Registration).max(20).default([]),
  specialties: z.array(Specialty).max(20).default([]),
};

export const NewPractitioner = z.strictObject(fields);
export type NewPractitioner = z.input<typeof NewPractitioner>;

/** Somebody who works here, or did. */
export const Practitioner = z.object({
  id: practitionerId,
  /** As it is shown: `YUSUF, Amina (Dr)`. */
  display_name: z.string(),
  family_name: z.string().nullable(),
  given_name: z.string().nullable(),
  prefix: z.string().nullable(),
  suffix: z.string().nullable(),
  staff_number: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  starts_on: z.iso.date(),
  ends_on: z.iso.date().nullable(),
  registrations: z.array(
    z.object({
      issuer: z.string(),
      number: z.string(),
      valid_from: z.iso.date().nullable(),
      valid_to: z.iso.date().nullable(),
      /** True on the hospital’s own day. */
      valid_today: z.boolean(),
    }),
  ),
  specialties: z.array(
    z.object({ display: z.string(), system: z.string().nullable(), code: z.string().nullable() }),
  ),
  /** Running ones first, then the latest. */
  assignments: z.array(Assignment),
  /** The account by which they sign in. */
  account: z.object({ account_id: z.uuid(), username: z.string(), enabled: z.boolean() }).nullable(),
  version: z.int(),
  updated_at: z.iso.datetime(),
});
export type Practitioner = z.output<typeof Practitioner>;

/** A row of the directory. */
export const PractitionerRow = z.object({
  id: practitionerId,
  display_name: z.string(),
  staff_number: z.string().nullable(),
  phone: z.string().nullable(),
  specialties: z.array(z.string()),
  /** Where they work today. */
  works: z.array(
    z.object({
      job: z.enum(jobs),
      title: z.string().nullable(),
      department_name: z.string(),
      location_name: z.string().nullable(),
    }),
  ),
  /** They work here today. */
  current: z.boolean(),
});
export type PractitionerRow = z.output<typeof PractitionerRow>;

export const practitionerContract = {
  list: endpoint({
    method: 'GET',
    path: '/staff',
    summary: 'The staff directory, by name',
    permission: 'staff.read',
    patient: 'none',
    event: 'staff.practitioner.search',
  })
    .input(
      z.strictObject({
        /** Any part of the name, in any order; the staff number; a registration number; a specialty. */
        query: line(100).optional(),
        department_id: z.uuid().optional(),
        job: z.enum(jobs).optional(),
        /** Who works here today, who no longer or not yet does, or all. */
        state: z.enum(['current', 'other', 'all']).default('current'),
        ...page,
      }),
    )
    .output(z.object({ staff: z.array(PractitionerRow), next: z.string().nullable() })),

  read: endpoint({
    method: 'GET',
    path: '/staff/{practitioner_id}',
    summary: 'One person of the staff',
    permission: 'staff.read',
    patient: 'none',
    event: 'staff.practitioner.read',
  })
    .input(z.strictObject({ practitioner_id: practitionerId }))
    .output(Practitioner),

  create: endpoint({
    method: 'POST',
    path: '/staff',
    summary: 'Take somebody into the staff directory',
    permission: 'staff.manage',
    patient: 'none',
    event: 'staff.practitioner.create',
    status: 201,
  })
    .input(NewPractitioner)
    .output(Practitioner),

  /** 409 `staff.changed` with `current`, `changed_by` and `changed_at` when somebody saved a newer version. */
  update: endpoint({
    method: 'PUT',
    path: '/staff/{practitioner_id}',
    summary: 'Change somebody’s entry; a list is replaced by what is sent',
    permission: 'staff.manage',
    patient: 'none',
    event: 'staff.practitioner.update',
  })
    .input(z.strictObject({ practitioner_id: practitionerId, version, ...fields }))
    .output(Practitioner),
};
