import { sql } from 'kysely';
import { serve } from '@openward/platform/http';
import { visitsContract as contract } from '../../contract/index.ts';
import { onBoard } from '../../rules/emergency/order.ts';
import { readEmergencies } from './emergency.sql.ts';
import { openEmergency } from './held.ts';
import { shownRows, shownWhole, standing } from './shown.ts';

export const emergencyBoard = serve(contract.emergencyBoard, async ({ department_id = null }, act) => {
  const { rows } = await sql<{ now: Date; id: string | null; name: string | null }>`
    select clock_timestamp() as now, i.id, i.name from (select 1) one left join visits.incident i on i.ended_at is null`.execute(act.tx);
  const now = rows[0]?.now ?? new Date();
  const people = onBoard((await readEmergencies(act.tx, { department_id })).map(standing)).map(({ row }) => row);
  act.audit.shown(people.map(({ patient_id }) => patient_id));
  const id = rows[0]?.id ?? null;
  const name = rows[0]?.name ?? null;
  return { now: now.toISOString(), patients: await shownRows(act, people, now), incident: id === null || name === null ? null : { id, name } };
});

export const emergency = serve(contract.emergency, async (input, act) => {
  const { row } = await openEmergency(act, input);
  act.audit.detail({ visit_id: row.visit_id });
  return shownWhole(act, row, new Date());
});
