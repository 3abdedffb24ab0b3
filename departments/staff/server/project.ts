import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { records } from '@openward/records/api';
import type { Assignment, Department, Location, Practitioner } from '../contract/index.ts';
import { toLocation, toOrganization, toPractitioner, toPractitionerRole } from '../rules/fhir.ts';
import type { Author } from './author.ts';

// What this department keeps is a table; its FHIR face goes through the one door of the records, in the same transaction.

type Resource = Record<string, unknown> & { resourceType: string; id: string };

/** Gives the FHIR record the departments as they are now. */
export const projectDepartments = (tx: Tx, departments: readonly Department[], author: Author): Promise<void> =>
  store(tx, departments.map(toOrganization), author);

/** Gives the FHIR record the places as they are now. */
export const projectLocations = (tx: Tx, places: readonly Location[], author: Author): Promise<void> =>
  store(tx, places.map(toLocation), author);

/** Gives the FHIR record the people as they are now, each with what they work. */
export async function projectPractitioners(tx: Tx, people: readonly Practitioner[], author: Author): Promise<void> {
  const today = await hospitalDay(tx);
  const resources = people.flatMap((person) => [
    toPractitioner(person, today),
    ...person.assignments.map((assignment) => toPractitionerRole(assignment, person)),
  ]);
  await store(tx, resources, author);
}

/** Gives the FHIR record one assignment as it is now. */
export const projectAssignment = (tx: Tx, assignment: Assignment, person: Practitioner, author: Author): Promise<void> =>
  store(tx, [toPractitionerRole(assignment, person)], author);

/** Says in the FHIR record that an assignment never came to be; its history keeps what was planned. */
export const retractAssignment = (tx: Tx, assignment: Assignment, person: Practitioner, author: Author): Promise<void> =>
  store(tx, [{ ...toPractitionerRole(assignment, person), active: false }], author);

async function store(tx: Tx, resources: readonly Resource[], author: Author): Promise<void> {
  await records.putMany(tx, resources.map((resource) => ({ resource, author })));
}

async function hospitalDay(tx: Tx): Promise<string> {
  const { rows } = await sql<{ today: string }>`select staff.today() as today`.execute(tx);
  return rows[0]?.today ?? '';
}
