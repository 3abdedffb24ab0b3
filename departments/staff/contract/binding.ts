import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';

const account = { account_id: z.uuid() };
const departments = z.array(z.uuid()).max(50);

/** Where the clinical rights of an account hold: in these departments and what belongs to them; none: everywhere. */
export const bindingContract = {
  readBinding: endpoint({
    method: 'GET', path: '/accounts/{account_id}/departments', summary: 'The departments to which the clinical rights of an account are bound; none: they hold everywhere',
    permission: 'accounts.manage', patient: 'none', event: 'staff.binding.read',
  }).input(z.strictObject(account)).output(z.object({ departments })),

  setBinding: endpoint({
    method: 'PUT', path: '/accounts/{account_id}/departments', summary: 'Bind the clinical rights of an account to departments and what belongs to them, from its next request on; none lifts it',
    permission: 'accounts.manage', patient: 'none', event: 'staff.binding.set',
  })
    .input(z.strictObject({ ...account, departments: departments.refine((ids) => new Set(ids).size === ids.length, 'Names a department twice') }))
    .output(z.object({ departments })),
};
