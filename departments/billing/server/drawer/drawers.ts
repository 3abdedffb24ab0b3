import { Problem, serve } from '@openward/platform/http';
import { billingContract as contract } from '../../contract/index.ts';
import { insertDrawer, insertReason, listColleagues, listDrawers, listMovements, listOffers, listReasons, readSession, saveDrawer } from './drawer.sql.ts';
import { expectedIn, sessionOf } from './session.sql.ts';

export const drawers = serve(contract.drawers, async (_input, { tx }) => ({ drawers: await listDrawers(tx) }));

export const addDrawer = serve(contract.addDrawer, async (input, { tx, audit }) => {
  const id = await insertDrawer(tx, input);
  audit.detail({ drawer_id: id });
  const [drawer] = await listDrawers(tx, id);
  return drawer!;
});

export const updateDrawer = serve(contract.updateDrawer, async ({ drawer_id, ...input }, { tx, audit }) => {
  const saved = await saveDrawer(tx, { id: drawer_id, ...input });
  const [drawer] = await listDrawers(tx, drawer_id);
  if (drawer === undefined) throw new Problem(404, 'billing.drawer_unknown', 'There is no such drawer', { field: 'drawer_id' });
  if (!saved) throw new Problem(409, 'billing.changed', 'Somebody has changed this meanwhile', { field: 'version', current: drawer });
  audit.detail({ drawer_id });
  return drawer;
});

export const drawerReasons = serve(contract.drawerReasons, async (_input, { tx }) => ({ reasons: await listReasons(tx) }));

export const addDrawerReason = serve(contract.addDrawerReason, async (input, { tx }) => insertReason(tx, input));

export const ownDrawer = serve(contract.ownDrawer, async (_input, { tx, actor }) => {
  const id = await sessionOf(tx, actor.account_id);
  const [given] = id === null ? [] : await listOffers(tx, 'session_id', id);
  return {
    session: id === null ? null : ((await readSession(tx, id)) ?? null),
    currencies: id === null ? [] : [...(await expectedIn(tx, id)).keys()],
    movements: id === null ? [] : await listMovements(tx, id),
    offered: await listOffers(tx, 'to_id', actor.account_id), given: given ?? null, colleagues: await listColleagues(tx, actor.account_id),
  };
});
