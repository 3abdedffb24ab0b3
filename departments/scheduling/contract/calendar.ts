import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { line, version } from './text.ts';

export const bookers = ['desk', 'clinician', 'patient'] as const;
export const colours = ['teal', 'blue', 'grape', 'orange', 'pink', 'gray'] as const;
export const shapes = ['round', 'square', 'diamond', 'triangle'] as const;
export const resourceKinds = ['clinician', 'room', 'equipment'] as const;
export type ResourceKind = (typeof resourceKinds)[number];

const typeFields = {
  code: z.string().regex(/^[A-Z0-9][A-Z0-9./-]{0,31}$/, 'Capitals, digits, dot, stroke and hyphen'),
  name: line(120),
  minutes: z.int().min(5).max(720),
  buffer_before: z.int().min(0).max(120).default(0),
  buffer_after: z.int().min(0).max(120).default(0),
  /** What is offered begins at multiples of these minutes. */
  grid_minutes: z.union([z.literal(5), z.literal(10), z.literal(15), z.literal(20), z.literal(30), z.literal(60)]).default(15),
  bookable_by: z.array(z.enum(bookers)).min(1).max(3).default(['desk', 'clinician']),
  /** How long before its beginning it must be booked. */
  notice_minutes: z.int().min(0).max(100_000).default(0),
  /** How far ahead it may be booked. */
  horizon_days: z.int().min(1).max(730).default(180),
  colour: z.enum(colours).default('teal'),
  shape: z.enum(shapes).default('round'),
  /** Nobody who comes for this is moved for somebody urgent: chemotherapy, dialysis, antenatal, after an operation. */
  protected: z.boolean().default(false),
  /** How many patients come to it together; each has an appointment of their own. */
  places: z.int().min(1).max(100).default(1),
  active: z.boolean().default(true),
};
export const NewVisitType = z.strictObject(typeFields);
export type NewVisitType = z.output<typeof NewVisitType>;
export const VisitType = z.object({ ...typeFields, id: z.uuid(), version: z.int() });
export type VisitType = z.output<typeof VisitType>;

const resourceFields = {
  kind: z.enum(resourceKinds),
  name: line(120),
  /** For a clinician: who it is. */
  practitioner_id: z.uuid().nullable().default(null),
  /** For a room: which one; for others: where they are. */
  location_id: z.uuid().nullable().default(null),
  department_id: z.uuid().nullable().default(null),
  languages: z.array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Is not a language tag, such as en or pt-BR')).max(20).default([]),
  /** How many appointments it serves at one time. */
  lanes: z.int().min(1).max(100).default(1),
  /** How many more may be put there on purpose. */
  overbooking: z.int().min(0).max(20).default(0),
  active: z.boolean().default(true),
};
export const NewResource = z.strictObject(resourceFields);
export type NewResource = z.output<typeof NewResource>;
export const Resource = z.object({ ...resourceFields, id: z.uuid(), version: z.int(), specialties: z.array(z.string()), zone: z.string() });
export type Resource = z.output<typeof Resource>;

export const calendarContract = {
  visitTypes: endpoint({
    method: 'GET', path: '/scheduling/visit-types', summary: 'Kinds of appointments',
    permission: 'scheduling.calendar', patient: 'none', event: 'none',
  }).input(z.strictObject({})).output(z.object({ visit_types: z.array(VisitType) })),

  addVisitType: endpoint({
    method: 'POST', path: '/scheduling/visit-types', summary: 'Add a kind of appointment',
    permission: 'scheduling.manage', patient: 'none', event: 'scheduling.visit-type.create', status: 201,
  }).input(NewVisitType).output(VisitType),

  updateVisitType: endpoint({
    method: 'PUT', path: '/scheduling/visit-types/{visit_type_id}', summary: 'Change a kind of appointment; those that are booked stay as they are',
    permission: 'scheduling.manage', patient: 'none', event: 'scheduling.visit-type.update',
  }).input(z.strictObject({ visit_type_id: z.uuid(), version, ...typeFields })).output(VisitType),

  resources: endpoint({
    method: 'GET', path: '/scheduling/resources', summary: 'Whom and what appointments take up',
    permission: 'scheduling.calendar', patient: 'none', event: 'scheduling.resource.list',
  }).input(z.strictObject({})).output(z.object({ resources: z.array(Resource) })),

  addResource: endpoint({
    method: 'POST', path: '/scheduling/resources', summary: 'Give a clinician, a room or a machine a calendar',
    permission: 'scheduling.manage', patient: 'none', event: 'scheduling.resource.create', status: 201,
  }).input(NewResource).output(Resource),

  updateResource: endpoint({
    method: 'PUT', path: '/scheduling/resources/{resource_id}', summary: 'Change what a calendar is of; the capacity counts from now on',
    permission: 'scheduling.manage', patient: 'none', event: 'scheduling.resource.update',
  }).input(z.strictObject({ resource_id: z.uuid(), version, ...resourceFields })).output(Resource),
};
