import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { staffContract as contract } from '../contract/index.ts';

async function boundTo(tx: Tx, account_id: string): Promise<string[]> {
  const { rows } = await sql<{ departments: string[] }>`select array(select place_id from auth.account_place where account_id = account.id order by place_id) as departments
    from auth.account where id = ${account_id}::uuid and kind = 'person'`.execute(tx);
  if (rows[0] === undefined) throw new Problem(404, 'staff.account_unknown', 'There is no such account of a person', { field: 'account_id' });
  return rows[0].departments;
}

export const bindingRoutes = {
  readBinding: serve(contract.readBinding, async ({ account_id }, { tx, audit }) => {
    audit.account(account_id);
    return { departments: await boundTo(tx, account_id) };
  }),

  setBinding: serve(contract.setBinding, async ({ account_id, departments }, { tx, audit }) => {
    const before = await boundTo(tx, account_id);
    const { rows } = await sql<{ known: number }>`select count(*)::int as known from staff.department where id = any (${departments}::uuid[])`.execute(tx);
    if (rows[0]?.known !== departments.length) throw new Problem(422, 'staff.department_unknown', 'No such department', { field: 'departments' });
    await sql`delete from auth.account_place where account_id = ${account_id}::uuid and place_id <> all (${departments}::uuid[])`.execute(tx);
    await sql`insert into auth.account_place (account_id, place_id) select ${account_id}::uuid, unnest(${departments}::uuid[]) on conflict do nothing`.execute(tx);
    audit.account(account_id);
    audit.detail({ before, after: departments });
    return { departments };
  }),
};
