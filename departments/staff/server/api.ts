import type { Tx } from '@openward/platform/db';
import { NewAssignment, NewDepartment, NewLocation, NewPractitioner } from '../contract/index.ts';
import { insertAssignments } from './assignment.sql.ts';
import type { Author } from './author.ts';
import { idsByCode, newIds } from './codes.sql.ts';
import { departmentOf } from './department.routes.ts';
import { insertDepartments } from './department.sql.ts';
import { locationOf } from './location.routes.ts';
import { findLocations, insertLocations } from './location.sql.ts';
import { practitionerOf, storable } from './practitioner.routes.ts';
import { findPractitioners, insertPractitioners } from './practitioner.sql.ts';
import { projectDepartments, projectLocations, projectPractitioners } from './project.ts';

export type { Author } from './author.ts';

/** A department to make; its parent is named by code. The hospital itself names none. */
export type DepartmentToMake = Omit<NewDepartment, 'parent_id'> & { parent?: string };

/** A place to make; the larger place and the department are named by code. */
export type LocationToMake = Omit<NewLocation, 'parent_id' | 'department_id'> & { parent?: string; department?: string };

/** What somebody works; department and place are named by code. */
export type AssignmentToMake = Omit<NewAssignment, 'department_id' | 'location_id'> & { department: string; location?: string };

/** Somebody to take into the directory, with what they work. */
export type StaffToMake = NewPractitioner & { assignments?: AssignmentToMake[] };

/** Makes departments, each with its FHIR face. A parent is among them, or exists. Returns the ids of all departments by code. */
export async function createDepartments(
  tx: Tx, items: readonly DepartmentToMake[], author: Author,
): Promise<ReadonlyMap<string, string>> {
  const ids = await withNewIds(tx, 'department', items);
  const values = items.map(({ parent, ...item }) => ({
    ...NewDepartment.parse({ ...item, parent_id: parent === undefined ? null : found(ids, parent) }),
    id: found(ids, item.code),
  }));
  const rows = await insertDepartments(tx, values, author);
  await projectDepartments(tx, rows.map(departmentOf), author);
  return ids;
}

/** Makes places, each with its FHIR face. A larger place is among them, or exists. Returns the ids of all places by code. */
export async function createLocations(
  tx: Tx, items: readonly LocationToMake[], author: Author,
): Promise<ReadonlyMap<string, string>> {
  const ids = await withNewIds(tx, 'location', items);
  const departments = await idsByCode(tx, 'department');
  const values = items.map(({ parent, department, ...item }) => ({
    ...NewLocation.parse({
      ...item,
      parent_id: parent === undefined ? null : found(ids, parent),
      department_id: department === undefined ? null : found(departments, department),
    }),
    id: found(ids, item.code),
  }));
  const made = await insertLocations(tx, values, author);
  await projectLocations(tx, (await findLocations(tx, made)).map(locationOf), author);
  return ids;
}

/** Takes people into the directory, each with numbers, specialties, work and FHIR faces. Returns their ids in the order given. */
export async function createStaff(tx: Tx, items: readonly StaffToMake[], author: Author): Promise<string[]> {
  const departments = await idsByCode(tx, 'department');
  const places = await idsByCode(tx, 'location');
  const people = items.map(({ assignments: _assignments, ...person }) => storable(NewPractitioner.parse(person)));
  const ids = await insertPractitioners(tx, people, author);
  const assignments = items.flatMap(({ assignments = [] }, at) =>
    assignments.map(({ department, location, ...assignment }) => ({
      ...NewAssignment.parse({
        ...assignment,
        department_id: found(departments, department),
        location_id: location === undefined ? null : found(places, location),
      }),
      practitioner_id: ids[at] ?? '',
    })),
  );
  await insertAssignments(tx, assignments, author);
  await projectPractitioners(tx, (await findPractitioners(tx, ids)).map(practitionerOf), author);
  return ids;
}

async function withNewIds(
  tx: Tx, table: 'department' | 'location', items: readonly { code: string }[],
): Promise<Map<string, string>> {
  const ids = await idsByCode(tx, table);
  const fresh = await newIds(tx, items.length);
  items.forEach(({ code }, at) => ids.set(code, fresh[at] ?? ''));
  return ids;
}

function found(ids: ReadonlyMap<string, string>, code: string): string {
  const id = ids.get(code);
  if (id === undefined) throw new Error(`There is no department or place with the code ${code}`);
  return id;
}
