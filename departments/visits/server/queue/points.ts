import { Problem, serve } from '@openward/platform/http';
import type { Tx } from '@openward/platform/db';
import { visitsContract as contract, type ServicePoint } from '../../contract/index.ts';
import { tellQueue } from './news.ts';
import { deleteDisplay, insertDisplay, insertPoint, insertRoom, listDisplays, listPoints, saveDisplay, savePoint, saveRoom } from './point.sql.ts';

export const servicePoints = serve(contract.servicePoints, async (_input, { tx }) => ({ points: await listPoints(tx) }));

async function pointNow(tx: Tx, id: string): Promise<ServicePoint> {
  tellQueue(tx);
  const point = (await listPoints(tx)).find((each) => each.id === id);
  if (point === undefined) throw new Problem(404, 'visits.service_point_unknown', 'There is no such service point', { field: 'service_point_id' });
  return point;
}

/** Somebody saved a newer version, or there is none. */
const changed = (what: string) => new Problem(409, 'visits.setting_changed', `Somebody else has changed this ${what} meanwhile, or it is gone`, { field: 'version' });

export const addServicePoint = serve(contract.addServicePoint, async (input, act) => {
  const id = await insertPoint(act.tx, input);
  act.audit.detail({ service_point_id: id });
  return pointNow(act.tx, id);
});

export const updateServicePoint = serve(contract.updateServicePoint, async ({ service_point_id, version, ...point }, act) => {
  if (!(await savePoint(act.tx, service_point_id, version, point))) throw changed('service point');
  act.audit.detail({ service_point_id });
  return pointNow(act.tx, service_point_id);
});

export const addQueueRoom = serve(contract.addQueueRoom, async (input, act) => {
  const room = await insertRoom(act.tx, input);
  act.audit.detail({ room_id: room.id });
  return room;
});

export const updateQueueRoom = serve(contract.updateQueueRoom, async (input, act) => {
  const room = await saveRoom(act.tx, input);
  if (room === undefined) throw changed('room');
  tellQueue(act.tx);
  act.audit.detail({ room_id: room.id });
  return room;
});

export const displays = serve(contract.displays, async (_input, { tx }) => ({ displays: await listDisplays(tx) }));

export const addDisplay = serve(contract.addDisplay, async (input, act) => {
  const display = await insertDisplay(act.tx, input);
  act.audit.detail({ display_id: display.id });
  return display;
});

export const updateDisplay = serve(contract.updateDisplay, async (input, act) => {
  const display = await saveDisplay(act.tx, input);
  if (display === undefined) throw changed('display');
  tellQueue(act.tx);
  act.audit.detail({ display_id: display.id });
  return display;
});

export const removeDisplay = serve(contract.removeDisplay, async ({ display_id }, act) => {
  act.audit.detail({ display_id });
  return { removed: await deleteDisplay(act.tx, display_id) };
});
