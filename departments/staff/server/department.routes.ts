import { serve } from '@openward/platform/http';
import { type Department, staffContract as contract } from '../contract/index.ts';
import { authorOf } from './author.ts';
import { changedMeanwhile, unknown } from './changed.ts';
import { changeDepartment, type DepartmentRow, findDepartment, insertDepartments, listDepartments } from './department.sql.ts';
import { pageOf, readCursor, wordsOf } from './paging.ts';
import { projectDepartments } from './project.ts';

/** A stored department as the contract shows it. */
export function departmentOf({ updated_at, updated_by_name: _by, sort_text: _sort, ...row }: DepartmentRow): Department {
  return { ...row, updated_at: updated_at.toISOString() };
}

export const departmentRoutes = {
  listDepartments: serve(contract.listDepartments, async ({ query, kind, active, limit, after }, { tx }) => {
    const filter = { words: wordsOf(query), kind, active };
    const rows = await listDepartments(tx, filter, readCursor(after, 2), limit + 1);
    const page = pageOf(rows, limit, (row) => [row.sort_text, row.id]);
    return { departments: page.rows.map(departmentOf), next: page.next };
  }),

  readDepartment: serve(contract.readDepartment, async ({ department_id }, { tx, audit }) => {
    audit.detail({ department_id });
    const row = await findDepartment(tx, department_id);
    if (row === undefined) throw unknown('department', 'No such department');
    return departmentOf(row);
  }),

  createDepartment: serve(contract.createDepartment, async (values, act) => {
    const author = authorOf(act);
    const [row] = await insertDepartments(act.tx, [values], author);
    if (row === undefined) throw new Error('The database stored no department');
    act.audit.detail({ department_id: row.id });
    const department = departmentOf(row);
    await projectDepartments(act.tx, [department], author);
    return department;
  }),

  updateDepartment: serve(contract.updateDepartment, async ({ department_id, version, ...values }, act) => {
    act.audit.detail({ department_id });
    const author = authorOf(act);
    const row = await changeDepartment(act.tx, department_id, version, values, author);
    if (row === undefined) {
      const current = await findDepartment(act.tx, department_id);
      if (current === undefined) throw unknown('department', 'No such department');
      throw changedMeanwhile(departmentOf(current), current);
    }
    const department = departmentOf(row);
    await projectDepartments(act.tx, [department], author);
    return department;
  }),
};
