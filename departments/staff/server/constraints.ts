import { explainConstraints } from '@openward/platform/http';

/** What the breach of a constraint of this department means to the person who saves. */
export function explainStaffConstraints(): void {
  explainConstraints({
    department_code_once: { code: 'staff.code_taken', field: 'code', message: 'Another department has this code' },
    department_hospital_is_the_root: {
      status: 422,
      code: 'staff.department_parent',
      field: 'parent_id',
      message: 'A department belongs to another one; only the hospital itself belongs to none',
    },
    department_parent: { status: 422, code: 'staff.department_unknown', field: 'parent_id', message: 'No such department' },
    department_no_cycle: {
      status: 422, code: 'staff.department_cycle', field: 'parent_id', message: 'A department cannot belong to itself',
    },
    location_code_once: { code: 'staff.code_taken', field: 'code', message: 'Another place has this code' },
    location_building_is_the_root: {
      status: 422,
      code: 'staff.location_parent',
      field: 'parent_id',
      message: 'A place lies in a larger one; only a building lies in none',
    },
    location_zone_form: { status: 422, code: 'staff.zone_unknown', field: 'time_zone', message: 'No such time zone' },
    location_zone_known: { status: 422, code: 'staff.zone_unknown', field: 'time_zone', message: 'No such time zone' },
    location_parent: { status: 422, code: 'staff.location_unknown', field: 'parent_id', message: 'No such place' },
    location_department: { status: 422, code: 'staff.department_unknown', field: 'department_id', message: 'No such department' },
    location_no_cycle: { status: 422, code: 'staff.location_cycle', field: 'parent_id', message: 'A place cannot lie in itself' },
    location_in_a_larger_one: {
      status: 422, code: 'staff.location_order', field: 'parent_id', message: 'A place lies only in a larger one',
    },
    practitioner_staff_number_once: {
      code: 'staff.staff_number_taken', field: 'staff_number', message: 'Somebody else has this staff number',
    },
    registration_once: {
      code: 'staff.registration_taken',
      field: 'registrations',
      message: 'This registration number is recorded already for the same time',
    },
    assignment_department: {
      status: 422, code: 'staff.department_unknown', field: 'department_id', message: 'No such department',
    },
    assignment_location: { status: 422, code: 'staff.location_unknown', field: 'location_id', message: 'No such place' },
    assignment_once: {
      code: 'staff.assignment_overlap', field: 'starts_on', message: 'This work is recorded already for the same time',
    },
    assignment_while_employed: {
      code: 'staff.assignment_outside_employment',
      field: 'starts_on',
      message: 'An assignment lies within the time in which the person works here',
    },
  });
}
