import { badInput, Problem, serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import type { z } from 'zod';
import { type NewPractitioner, type Practitioner, staffContract as contract } from '../contract/index.ts';
import { isInOrder } from '../rules/period.ts';
import { displayName } from '../rules/person-name.ts';
import { assignmentsOutside, cutAssignments } from './assignment.sql.ts';
import { authorOf } from './author.ts';
import { changedMeanwhile, unknown } from './changed.ts';
import { pageOf, readCursor, wordsOf } from './paging.ts';
import {
  changePractitioner, findPractitioner, insertPractitioners, listPractitioners, lockPractitioner, type PractitionerRow,
  type PractitionerValues,
} from './practitioner.sql.ts';
import { projectPractitioners } from './project.ts';

/** A stored entry as the contract shows it. */
export function practitionerOf({ updated_at, updated_by_name: _by, ...row }: PractitionerRow): Practitioner {
  return { ...row, updated_at: updated_at.toISOString() };
}

/** An entry as it is stored; throws a 400 problem where its parts do not fit together. */
export function storable(person: z.output<typeof NewPractitioner>): PractitionerValues {
  if (person.family_name === null && person.given_name === null) {
    throw badInput('family_name', 'staff.name_missing', 'A family name or a given name is needed');
  }
  if (!isInOrder(person)) throw badInput('ends_on', 'staff.ends_before_it_begins', 'The last day comes before the first');
  person.registrations.forEach(({ valid_from, valid_to }, at) => {
    if (valid_from !== null && !isInOrder({ starts_on: valid_from, ends_on: valid_to })) {
      throw badInput(`registrations[${at}].valid_to`, 'staff.ends_before_it_begins', 'The last day comes before the first');
    }
  });
  return { ...person, display_name: displayName(person) };
}

async function openPractitioner(tx: Tx, id: string): Promise<PractitionerRow> {
  const row = await findPractitioner(tx, id);
  if (row === undefined) throw unknown('practitioner', 'Nobody in the staff directory has this key');
  return row;
}

export const practitionerRoutes = {
  list: serve(contract.list, async ({ query, limit, after, ...filter }, { tx }) => {
    const rows = await listPractitioners(tx, { words: wordsOf(query), ...filter }, readCursor(after, 2), limit + 1);
    const page = pageOf(rows, limit, (row) => [row.sort_text, row.id]);
    return { staff: page.rows.map(({ sort_text: _sort, ...row }) => row), next: page.next };
  }),

  read: serve(contract.read, async ({ practitioner_id }, { tx, audit }) => {
    audit.detail({ practitioner_id });
    return practitionerOf(await openPractitioner(tx, practitioner_id));
  }),

  create: serve(contract.create, async (person, act) => {
    const author = authorOf(act);
    const [id = ''] = await insertPractitioners(act.tx, [storable(person)], author);
    act.audit.detail({ practitioner_id: id });
    const created = practitionerOf(await openPractitioner(act.tx, id));
    await projectPractitioners(act.tx, [created], author);
    return created;
  }),

  update: serve(contract.update, async ({ practitioner_id, version, ...person }, act) => {
    const { tx, audit } = act;
    const author = authorOf(act);
    const values = storable(person);
    audit.detail({ practitioner_id });
    // The person's row is locked before their assignments, here as where an assignment is made.
    const current = await lockPractitioner(tx, practitioner_id);
    if (current !== version) {
      const row = await openPractitioner(tx, practitioner_id);
      throw changedMeanwhile(practitionerOf(row), row);
    }
    const ended = values.ends_on === null ? [] : await cutAssignments(tx, practitioner_id, values.ends_on, author);
    if (ended.length > 0) audit.detail({ assignments_ended: ended.length });
    await refuseStrayAssignments(tx, practitioner_id, values);
    await changePractitioner(tx, practitioner_id, values, author);
    const changed = practitionerOf(await openPractitioner(tx, practitioner_id));
    await projectPractitioners(tx, [changed], author);
    return changed;
  }),
};

async function refuseStrayAssignments(tx: Tx, practitioner_id: string, values: PractitionerValues): Promise<void> {
  const stray = await assignmentsOutside(tx, practitioner_id, values);
  if (stray === null) return;
  const field = stray === 'before' ? 'starts_on' : 'ends_on';
  const message = stray === 'before'
    ? 'An assignment begins before this day'
    : 'An assignment begins after this day: cancel it first';
  throw new Problem(409, 'staff.assignment_outside_employment', message, { field });
}
