import { Problem, serve, type Act } from '@openward/platform/http';
import { visitsContract as contract, type QueueRoom } from '../../contract/index.ts';
import { inOrder } from '../../rules/queue/order.ts';
import { gateOf } from './gate.ts';
import { answerStop, holdStop, openStop } from './held.ts';
import { holdPoint, readRoom } from './point.sql.ts';
import { lockStop, setCalled, setStatus, stopsOfToday } from './stop.sql.ts';

async function roomNow(act: Act, room_id: string): Promise<QueueRoom> {
  const room = await readRoom(act.tx, room_id);
  if (room === undefined || !room.active) throw new Problem(404, 'visits.room_unknown', 'There is no such room', { field: 'room_id' });
  act.audit.detail({ room_id });
  return room;
}

/**
 * Calls who is next. Rooms that ask at once take the queue one after the other, so a token has one caller; the database refuses a second one
 * in any case. Whoever must pay first is set aside and the next one is called.
 */
export const callNext = serve(contract.callNext, async ({ room_id }, act) => {
  const room = await roomNow(act, room_id);
  const point = await holdPoint(act.tx, room.service_point_id);
  const today = await stopsOfToday(act.tx, { service_point_id: room.service_point_id, over: false });
  refuseTaken(today, room_id);
  const queue = inOrder(today.filter(({ status }) => status === 'waiting'), point?.walk_in_minutes ?? 0);
  for (const { id } of queue) {
    const held = await lockStop(act.tx, id);
    const stop = queue.find((each) => each.id === id);
    if (held?.status !== 'waiting' || stop === undefined) continue;
    if ((await gateOf(act.tx, { ...stop, kind: stop.point_kind })) === 'pay-first') {
      await setStatus(act.tx, id, 'arrived', act.actor.display_name);
      continue;
    }
    await openStop(act, id);
    await setCalled(act.tx, id, room_id, act.actor.display_name);
    return { stop: await answerStop(act, id) };
  }
  return { stop: null };
});

export const callToken = serve(contract.callToken, async ({ stop_id, version, room_id }, act) => {
  const room = await roomNow(act, room_id);
  await holdPoint(act.tx, room.service_point_id);
  const stop = await holdStop(act, { stop_id, version });
  if (stop.service_point_id !== room.service_point_id) {
    throw new Problem(409, 'visits.other_queue', 'This room calls from another queue', { field: 'room_id' });
  }
  const again = stop.status === 'called' && stop.room_id === room_id;
  if (['called', 'in-room'].includes(stop.status) && !again) {
    throw new Problem(409, 'visits.called_already', 'Another room has called this token', { field: 'stop_id', room: stop.room_name });
  }
  if (!again) refuseTaken(await stopsOfToday(act.tx, { service_point_id: room.service_point_id, over: false }), room_id);
  if (!again && (await gateOf(act.tx, { ...stop, kind: stop.point_kind })) === 'pay-first') {
    throw new Problem(409, 'visits.not_paid', 'This is paid before: the cashier says when it is', { field: 'stop_id' });
  }
  // Who did not answer, or has paid meanwhile, waits for as long as it takes to call them.
  if (stop.status === 'no-answer' || stop.status === 'arrived') await setStatus(act.tx, stop_id, 'waiting', act.actor.display_name);
  await setCalled(act.tx, stop_id, room_id, act.actor.display_name);
  return answerStop(act, stop_id);
});

/** A room has one person whom it called; the database says so too. */
function refuseTaken(today: readonly { room_id: string | null; status: string; code: string }[], room_id: string): void {
  const there = today.find((each) => each.room_id === room_id && ['called', 'in-room'].includes(each.status));
  if (there !== undefined) throw new Problem(409, 'visits.room_taken', 'Somebody is called into this room already, or is there', { field: 'room_id', code_there: there.code });
}
