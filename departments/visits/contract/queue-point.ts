import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { line, version } from './text.ts';

export const pointKinds = ['registration', 'triage', 'clinic', 'laboratory', 'imaging', 'pharmacy', 'cashier', 'other'] as const;
export type PointKind = (typeof pointKinds)[number];

export const QueueRoom = z.object({
  id: z.uuid(), service_point_id: z.uuid(), name: z.string(), location_id: z.uuid().nullable(), active: z.boolean(), version: z.int(),
});
export type QueueRoom = z.output<typeof QueueRoom>;

/** Where people wait to be served: one queue over one room or several. */
export const ServicePoint = z.object({
  id: z.uuid(),
  letter: z.string(),
  name: z.string(),
  kind: z.enum(pointKinds),
  department_id: z.uuid().nullable(),
  department_name: z.string().nullable(),
  resource_ids: z.array(z.uuid()),
  urgent_visit_type_ids: z.array(z.uuid()),
  target_minutes: z.int(),
  walk_in_minutes: z.int(),
  active: z.boolean(),
  rooms: z.array(QueueRoom),
  version: z.int(),
});
export type ServicePoint = z.output<typeof ServicePoint>;

export const NewServicePoint = z.strictObject({
  /** What its tokens begin with; once in the hospital. */
  letter: z.string().trim().toUpperCase().regex(/^[A-Z]{1,2}$/, 'Is one or two letters from A to Z'),
  name: line(80),
  kind: z.enum(pointKinds),
  department_id: z.uuid().nullable().default(null),
  /** Calendars whose appointments come here; where it is empty, all of the department. */
  resource_ids: z.array(z.uuid()).max(100).default([]),
  /** Kinds of appointments of which a no-show is followed up. */
  urgent_visit_type_ids: z.array(z.uuid()).max(100).default([]),
  target_minutes: z.int().min(1).max(600).default(30),
  walk_in_minutes: z.int().min(0).max(240).default(20),
});
export type NewServicePoint = z.input<typeof NewServicePoint>;

export const NewQueueRoom = z.strictObject({ service_point_id: z.uuid(), name: line(60), location_id: z.uuid().nullable().default(null) });

/** A public display: which queues it shows, and whether it speaks. */
export const TokenDisplay = z.object({
  id: z.uuid(), name: z.string(), service_point_ids: z.array(z.uuid()), language: z.string(), chime: z.boolean(), voice: z.boolean(), names: z.boolean(), version: z.int(),
});
export type TokenDisplay = z.output<typeof TokenDisplay>;

export const NewTokenDisplay = z.strictObject({
  name: line(80),
  service_point_ids: z.array(z.uuid()).min(1).max(30),
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'Is not a language, such as en or pt-BR').default('en'),
  chime: z.boolean().default(true),
  voice: z.boolean().default(true),
  /** Names are shown only where the hospital has decided that they may be; never of a restricted patient. */
  names: z.boolean().default(false),
});

/** What a display shows: tokens and rooms, the latest call first. */
export const Board = z.object({
  display: TokenDisplay,
  /** The clock of the server: a screen may stand for months with a clock of its own. */
  now: z.string(),
  points: z.array(z.object({
    id: z.uuid(), letter: z.string(), name: z.string(),
    waiting: z.int(),
    /** Those who come next, in their order. */
    next: z.array(z.string()),
    calls: z.array(z.object({ code: z.string(), room: z.string(), calls: z.int(), at: z.string(), in_room: z.boolean(), name: z.string().nullable() })),
  })),
});
export type Board = z.output<typeof Board>;

const manage = { permission: 'visits.queue_manage', patient: 'none' } as const;

export const queuePointContract = {
  servicePoints: endpoint({ method: 'GET', path: '/queue/service-points', summary: 'Where people wait, and which rooms call them', permission: 'places.read', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({ points: z.array(ServicePoint) })),

  addServicePoint: endpoint({ method: 'POST', path: '/queue/service-points', summary: 'Open a service point with a queue of its own', ...manage, event: 'visits.service-point.create', status: 201 })
    .input(NewServicePoint)
    .output(ServicePoint),

  updateServicePoint: endpoint({ method: 'PUT', path: '/queue/service-points/{service_point_id}', summary: 'Change a service point, or close it', ...manage, event: 'visits.service-point.update' })
    .input(NewServicePoint.extend({ service_point_id: z.uuid(), active: z.boolean(), version }))
    .output(ServicePoint),

  addQueueRoom: endpoint({ method: 'POST', path: '/queue/rooms', summary: 'A room or counter that calls from a queue', ...manage, event: 'visits.queue-room.create', status: 201 })
    .input(NewQueueRoom)
    .output(QueueRoom),

  updateQueueRoom: endpoint({ method: 'PUT', path: '/queue/rooms/{room_id}', summary: 'Rename a room, or call there no more', ...manage, event: 'visits.queue-room.update' })
    .input(z.strictObject({ room_id: z.uuid(), name: line(60), location_id: z.uuid().nullable(), active: z.boolean(), version }))
    .output(QueueRoom),

  displays: endpoint({ method: 'GET', path: '/queue/displays', summary: 'The public displays', permission: 'visits.display', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({ displays: z.array(TokenDisplay) })),

  addDisplay: endpoint({ method: 'POST', path: '/queue/displays', summary: 'Add a public display', ...manage, event: 'visits.display.create', status: 201 })
    .input(NewTokenDisplay)
    .output(TokenDisplay),

  updateDisplay: endpoint({ method: 'PUT', path: '/queue/displays/{display_id}', summary: 'Change what a public display shows', ...manage, event: 'visits.display.update' })
    .input(NewTokenDisplay.extend({ display_id: z.uuid(), version }))
    .output(TokenDisplay),

  removeDisplay: endpoint({ method: 'DELETE', path: '/queue/displays/{display_id}', summary: 'Take a public display away', ...manage, event: 'visits.display.remove' })
    .input(z.strictObject({ display_id: z.uuid() }))
    .output(z.object({ removed: z.boolean() })),

  board: endpoint({ method: 'GET', path: '/queue/displays/{display_id}/board', summary: 'What a public display shows now', permission: 'visits.display', patient: 'query', event: 'visits.display.read' })
    .input(z.strictObject({ display_id: z.uuid() }))
    .output(Board),
};
