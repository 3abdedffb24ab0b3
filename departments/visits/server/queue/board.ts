import { Problem, serve } from '@openward/platform/http';
import { visitsContract as contract } from '../../contract/index.ts';
import { inOrder } from '../../rules/queue/order.ts';
import { listDisplays, listPoints, readBoard } from './point.sql.ts';
import { stopsOfToday } from './stop.sql.ts';

/** How many of those who wait are shown. */
const shownNext = 8;

/** Tokens and rooms, the latest call first; a name only where the setting of the display allows it. */
export const board = serve(contract.board, async ({ display_id }, act) => {
  const display = (await listDisplays(act.tx)).find(({ id }) => id === display_id);
  if (display === undefined) throw new Problem(404, 'visits.display_unknown', 'There is no such display', { field: 'display_id' });
  const rows = await readBoard(act.tx, display_id);
  const waiting = (await stopsOfToday(act.tx, { over: false })).filter(({ status }) => status === 'waiting');
  const points = (await listPoints(act.tx)).filter(({ id, active }) => active && display.service_point_ids.includes(id));
  act.audit.shown(rows.flatMap(({ patient_id }) => (patient_id === null ? [] : [patient_id])));
  act.audit.detail({ display_id });
  return {
    display,
    now: new Date().toISOString(),
    points: points.map(({ id, letter, name, walk_in_minutes }) => {
      const own = waiting.filter(({ service_point_id }) => service_point_id === id);
      return {
        id, letter, name, waiting: own.length,
        next: inOrder(own, walk_in_minutes).slice(0, shownNext).map(({ code }) => code),
        calls: rows.filter((row) => row.service_point_id === id && row.called_at !== null).map(({ code, room, calls, called_at, status, patient_name }) => ({
          code, room: room ?? '', calls, at: called_at?.toISOString() ?? '', in_room: status === 'in-room', name: patient_name,
        })),
      };
    }),
  };
});
