import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { code, email, line, page, phone, version } from './text.ts';

export const departmentKinds = ['hospital', 'clinical', 'diagnostic', 'support', 'administrative'] as const;
export type DepartmentKind = (typeof departmentKinds)[number];

const departmentId = z.uuid();

/** A part of the hospital that people belong to. The hospital itself is the one without a parent. */
export const Department = z.object({
  id: departmentId,
  code: z.string(),
  name: z.string(),
  kind: z.enum(departmentKinds),
  parent_id: departmentId.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  active: z.boolean(),
  version: z.int(),
  updated_at: z.iso.datetime(),
});
export type Department = z.output<typeof Department>;

const fields = {
  code,
  name: line(120),
  kind: z.enum(departmentKinds),
  /** None for the hospital itself, and for nothing else. */
  parent_id: departmentId.nullable(),
  phone: phone.nullable().default(null),
  email: email.nullable().default(null),
  active: z.boolean().default(true),
};

export const NewDepartment = z.strictObject(fields);
export type NewDepartment = z.input<typeof NewDepartment>;

export const departmentContract = {
  listDepartments: endpoint({
    method: 'GET',
    path: '/departments',
    summary: 'Departments, by name',
    permission: 'places.read',
    patient: 'none',
    event: 'staff.department.search',
  })
    .input(
      z.strictObject({
        /** Any part of the name or of the code. */
        query: line(100).optional(),
        kind: z.enum(departmentKinds).optional(),
        active: z.boolean().optional(),
        ...page,
      }),
    )
    .output(z.object({ departments: z.array(Department), next: z.string().nullable() })),

  readDepartment: endpoint({
    method: 'GET',
    path: '/departments/{department_id}',
    summary: 'One department',
    permission: 'places.read',
    patient: 'none',
    event: 'staff.department.read',
  })
    .input(z.strictObject({ department_id: departmentId }))
    .output(Department),

  createDepartment: endpoint({
    method: 'POST',
    path: '/departments',
    summary: 'Open a department',
    permission: 'places.manage',
    patient: 'none',
    event: 'staff.department.create',
    status: 201,
  })
    .input(NewDepartment)
    .output(Department),

  /** 409 `staff.changed` with `current`, `changed_by` and `changed_at` when somebody saved a newer version. */
  updateDepartment: endpoint({
    method: 'PUT',
    path: '/departments/{department_id}',
    summary: 'Change a department',
    permission: 'places.manage',
    patient: 'none',
    event: 'staff.department.update',
  })
    .input(z.strictObject({ department_id: departmentId, version, ...fields }))
    .output(Department),
};
