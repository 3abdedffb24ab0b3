import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { amount, currency, line } from './words.ts';

const version = z.int().min(1).max(2_147_483_647);
const code = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/, 'Capital letters, digits and hyphens, such as TILL-1');
const Count = z.strictObject({ currency, pieces: z.array(z.strictObject({ value: amount, count: z.int().min(0).max(1_000_000) })).max(60) });
const counts = z.array(Count).max(20);

export const Drawer = z.object({
  id: z.uuid(), code: z.string(), name: z.string(), location_id: z.uuid(), location: z.string(), active: z.boolean(), version: z.int(),
  session_id: z.uuid().nullable(), holder_id: z.uuid().nullable(), holder_name: z.string().nullable(),
});
export type Drawer = z.output<typeof Drawer>;

export const DrawerReason = z.object({ id: z.uuid(), name: z.string(), direction: z.enum(['in', 'out']), account_id: z.uuid(), active: z.boolean() });

export const HandOver = z.object({ id: z.uuid(), session_id: z.uuid(), drawer_name: z.string(), from_name: z.string(), to_id: z.uuid(), to_name: z.string(), offered_at: z.string() });
export const Movement = z.object({ id: z.uuid(), kind: z.string(), amount: z.string(), currency: z.string(), note: z.string().nullable(), reason: z.string().nullable(), at: z.string(), by_name: z.string() });

export const DrawerSession = z.object({
  id: z.uuid(), drawer_id: z.uuid(), drawer_name: z.string(), location: z.string(), holder_id: z.uuid(), holder_name: z.string(), business_date: z.string(), state: z.enum(['open', 'counted', 'closed']),
  opened_at: z.string(), closed_at: z.string().nullable(), version: z.int(),
  /** Told once it is closed: whoever counts does not know what should be there. */
  results: z.array(z.object({ currency: z.string(), expected: z.string(), counted: z.string(), difference: z.string() })),
});
export type DrawerSession = z.output<typeof DrawerSession>;

const own = { permission: 'billing.collect', patient: 'none' } as const;
const manage = { permission: 'billing.close_day', patient: 'none' } as const;

export const drawerContract = {
  drawers: endpoint({ method: 'GET', path: '/billing/drawers', summary: 'Drawers, and who holds them', permission: 'billing.read', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({ drawers: z.array(Drawer) })),

  addDrawer: endpoint({ method: 'POST', path: '/billing/drawers', summary: 'Add a drawer', ...manage, event: 'billing.drawer.create', status: 201 })
    .input(z.strictObject({ code, name: line(60), location_id: z.uuid() }))
    .output(Drawer),

  updateDrawer: endpoint({ method: 'PUT', path: '/billing/drawers/{drawer_id}', summary: 'Change a drawer', ...manage, event: 'billing.drawer.change' })
    .input(z.strictObject({ drawer_id: z.uuid(), code, name: line(60), location_id: z.uuid(), active: z.boolean(), version }))
    .output(Drawer),

  drawerReasons: endpoint({ method: 'GET', path: '/billing/drawer-reasons', summary: 'What money is paid in or out for', permission: 'billing.read', patient: 'none', event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({ reasons: z.array(DrawerReason) })),

  addDrawerReason: endpoint({ method: 'POST', path: '/billing/drawer-reasons', summary: 'Add what money is paid in or out for', ...manage, event: 'billing.drawer-reason.create', status: 201 })
    .input(z.strictObject({ name: line(60), direction: z.enum(['in', 'out']), account_id: z.uuid() }))
    .output(DrawerReason),

  ownDrawer: endpoint({ method: 'GET', path: '/billing/drawer', summary: 'The drawer that one holds, and what is offered to one', ...own, event: 'none' })
    .input(z.strictObject({}))
    .output(z.object({
      session: DrawerSession.nullable(), currencies: z.array(z.string()), movements: z.array(Movement), offered: z.array(HandOver), given: HandOver.nullable(),
      colleagues: z.array(z.object({ account_id: z.uuid(), name: z.string() })),
    })),

  /** The float comes out of the safe. 409 `billing.drawer_held`, `billing.holds_another`. */
  openDrawer: endpoint({ method: 'POST', path: '/billing/drawers/{drawer_id}/sessions', summary: 'Open a drawer with its float', ...own, event: 'billing.drawer.open', status: 201 })
    .input(z.strictObject({ drawer_id: z.uuid(), floats: z.array(z.strictObject({ currency, amount })).max(20) }))
    .output(DrawerSession),

  moveCash: endpoint({ method: 'POST', path: '/billing/drawer/movements', summary: 'Pay into one’s drawer or out of it: for something, to the safe, to the bank', ...own, event: 'billing.drawer.move', status: 201 })
    .input(z.strictObject({ kind: z.enum(['pay-in', 'pay-out', 'safe-drop', 'bank-deposit']), amount, currency, reason_id: z.uuid().nullable().default(null), note: line(200).nullable().default(null) }))
    .output(DrawerSession),

  /** Blind: what should be there is told afterwards. A difference over one’s limit waits for somebody else (`counted`). */
  closeDrawer: endpoint({ method: 'POST', path: '/billing/drawer-sessions/{session_id}/close', summary: 'Count one’s drawer and close it', ...own, event: 'billing.drawer.close' })
    .input(z.strictObject({ session_id: z.uuid(), counts, reason: line(200).nullable().default(null) }))
    .output(z.object({ session: DrawerSession, approval_id: z.uuid().nullable() })),

  offerDrawer: endpoint({ method: 'POST', path: '/billing/drawer-sessions/{session_id}/hand-overs', summary: 'Count one’s drawer and offer it to the next cashier', ...own, event: 'billing.drawer.offer', status: 201 })
    .input(z.strictObject({ session_id: z.uuid(), to_account_id: z.uuid(), counts }))
    .output(HandOver),

  withdrawHandOver: endpoint({ method: 'POST', path: '/billing/hand-overs/{hand_over_id}/withdrawal', summary: 'Keep a drawer that one has offered', ...own, event: 'billing.drawer.keep' })
    .input(z.strictObject({ hand_over_id: z.uuid() }))
    .output(z.object({ withdrawn: z.boolean() })),

  /** Who takes it counts too; 409 `billing.counts_differ`, `billing.moved_since`. */
  acceptHandOver: endpoint({ method: 'POST', path: '/billing/hand-overs/{hand_over_id}/acceptance', summary: 'Count a drawer that one is offered, and take it', ...own, event: 'billing.drawer.accept', status: 201 })
    .input(z.strictObject({ hand_over_id: z.uuid(), counts }))
    .output(DrawerSession),
};
