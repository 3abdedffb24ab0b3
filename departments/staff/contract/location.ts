import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { code, line, page, timeZone, version } from './text.ts';

/** From the largest to the smallest: a place lies only in a larger one. */
export const locationKinds = ['building', 'floor', 'ward', 'room', 'bed'] as const;
export type LocationKind = (typeof locationKinds)[number];

const locationId = z.uuid();

/** A step of the way from the building to a place. */
export const PathStep = z.object({
  id: locationId,
  code: z.string(),
  name: z.string(),
  kind: z.enum(locationKinds),
});

export const Location = z.object({
  id: locationId,
  /** Unique in the hospital, printed on the door. */
  code: z.string(),
  name: z.string(),
  kind: z.enum(locationKinds),
  parent_id: locationId.nullable(),
  /** From the building down to the parent. */
  path: z.array(PathStep),
  /** The department that runs the place; null where the larger place says it. */
  department_id: z.uuid().nullable(),
  /** Its own zone; null where it is that of the larger place, or for a building that of the hospital. */
  time_zone: z.string().nullable(),
  /** The zone that its clocks show. */
  local_time_zone: z.string(),
  active: z.boolean(),
  /** How many places lie directly in it. */
  children: z.int(),
  version: z.int(),
  updated_at: z.iso.datetime(),
});
export type Location = z.output<typeof Location>;

const fields = {
  code,
  name: line(120),
  kind: z.enum(locationKinds),
  parent_id: locationId.nullable(),
  department_id: z.uuid().nullable().default(null),
  /** None where it is that of the larger place, or for a building that of the hospital. */
  time_zone: timeZone.nullable().default(null),
  active: z.boolean().default(true),
};

export const NewLocation = z.strictObject(fields);
export type NewLocation = z.input<typeof NewLocation>;

export const locationContract = {
  listLocations: endpoint({
    method: 'GET',
    path: '/locations',
    summary: 'Places, by code; one level of the tree, or those that a search finds',
    permission: 'places.read',
    patient: 'none',
    event: 'staff.location.search',
  })
    .input(
      z.strictObject({
        /** Any part of the name or of the code. */
        query: line(100).optional(),
        kind: z.enum(locationKinds).optional(),
        /** The places directly in this one; `none` for the buildings. */
        parent_id: z.union([locationId, z.literal('none')]).optional(),
        department_id: z.uuid().optional(),
        active: z.boolean().optional(),
        ...page,
      }),
    )
    .output(z.object({ locations: z.array(Location), next: z.string().nullable() })),

  readLocation: endpoint({
    method: 'GET',
    path: '/locations/{location_id}',
    summary: 'One place',
    permission: 'places.read',
    patient: 'none',
    event: 'staff.location.read',
  })
    .input(z.strictObject({ location_id: locationId }))
    .output(Location),

  createLocation: endpoint({
    method: 'POST',
    path: '/locations',
    summary: 'Open a building, floor, ward, room or bed',
    permission: 'places.manage',
    patient: 'none',
    event: 'staff.location.create',
    status: 201,
  })
    .input(NewLocation)
    .output(Location),

  /** 409 `staff.changed` with `current`, `changed_by` and `changed_at` when somebody saved a newer version. */
  updateLocation: endpoint({
    method: 'PUT',
    path: '/locations/{location_id}',
    summary: 'Change a place, or move it into another',
    permission: 'places.manage',
    patient: 'none',
    event: 'staff.location.update',
  })
    .input(z.strictObject({ location_id: locationId, version, ...fields }))
    .output(Location),
};
