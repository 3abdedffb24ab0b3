import { badInput, Problem, serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { type Assignment, staffContract as contract } from '../contract/index.ts';
import { isInOrder } from '../rules/period.ts';
import { type AssignmentRow, endAssignment, findAssignment, insertAssignments, removeAssignment } from './assignment.sql.ts';
import { type Author, authorOf } from './author.ts';
import { changedMeanwhile, unknown } from './changed.ts';
import { findPractitioner, lockPractitioner } from './practitioner.sql.ts';
import { practitionerOf } from './practitioner.routes.ts';
import { projectAssignment, retractAssignment } from './project.ts';

function assignmentOf({ updated_at: _at, updated_by_name: _by, ...row }: AssignmentRow): Assignment {
  return row;
}

async function openAssignment(tx: Tx, id: string): Promise<AssignmentRow> {
  const row = await findAssignment(tx, id);
  if (row === undefined) throw unknown('assignment', 'No such assignment');
  return row;
}

const endsTooEarly = () => badInput('ends_on', 'staff.ends_before_it_begins', 'The last day comes before the first');

export const assignmentRoutes = {
  createAssignment: serve(contract.createAssignment, async (values, act) => {
    if (!isInOrder(values)) throw endsTooEarly();
    const { tx, audit } = act;
    audit.detail({ practitioner_id: values.practitioner_id });
    const version = await lockPractitioner(tx, values.practitioner_id);
    if (version === undefined) throw unknown('practitioner', 'Nobody in the staff directory has this key');
    const [id = ''] = await insertAssignments(tx, [values], authorOf(act));
    audit.detail({ assignment_id: id });
    const created = assignmentOf(await openAssignment(tx, id));
    await projectOf(tx, created, authorOf(act));
    return created;
  }),

  endAssignment: serve(contract.endAssignment, async ({ assignment_id, version, ends_on }, act) => {
    const { tx, audit } = act;
    const before = await openAssignment(tx, assignment_id);
    audit.detail({ assignment_id, practitioner_id: before.practitioner_id });
    await lockPractitioner(tx, before.practitioner_id);
    if (before.version === version && ends_on < before.starts_on) throw endsTooEarly();
    const done = await endAssignment(tx, assignment_id, version, ends_on, authorOf(act));
    const row = await openAssignment(tx, assignment_id);
    if (!done) throw changedMeanwhile(assignmentOf(row), row);
    await projectOf(tx, assignmentOf(row), authorOf(act));
    return assignmentOf(row);
  }),

  cancelAssignment: serve(contract.cancelAssignment, async ({ assignment_id, version }, act) => {
    const { tx, audit } = act;
    const row = await openAssignment(tx, assignment_id);
    audit.detail({ assignment_id, practitioner_id: row.practitioner_id });
    if (!(await removeAssignment(tx, assignment_id, version))) {
      const current = await openAssignment(tx, assignment_id);
      if (current.version !== version) throw changedMeanwhile(assignmentOf(current), current);
      throw new Problem(409, 'staff.assignment_begun', 'This assignment has begun: say on which day it ends', { field: 'assignment_id' });
    }
    const person = await findPractitioner(tx, row.practitioner_id);
    if (person !== undefined) await retractAssignment(tx, assignmentOf(row), practitionerOf(person), authorOf(act));
  }),
};

async function projectOf(tx: Tx, assignment: Assignment, author: Author): Promise<void> {
  const person = await findPractitioner(tx, assignment.practitioner_id);
  if (person !== undefined) await projectAssignment(tx, assignment, practitionerOf(person), author);
}
