import { serve } from '@openward/platform/http';
import { schedulingContract as contract, type VisitType, type Waiting } from '../../contract/index.ts';
import { distanceOf, enough, simulate } from '../../rules/template/waiting.ts';
import { listVisitTypes } from '../calendar.sql.ts';
import { servedMinutes } from './served.sql.ts';

const shifts = [-5, 5, 10];

export const waiting = serve(contract.waiting, async ({ from_clock, to_clock, visit_type_ids }, { tx }) => {
  const span = minuteOf(to_clock) - minuteOf(from_clock);
  const minutes = span > 0 ? span : span + 1440;
  const types = (await listVisitTypes(tx)).filter(({ id, active }) => active && (visit_type_ids.length === 0 || visit_type_ids.includes(id))).slice(0, 20);
  const served = await servedMinutes(tx, types.map(({ id }) => id));
  return { minutes, kinds: types.map((type) => ofKind(type, minutes, served.get(type.id) ?? [])) };
});

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

function ofKind(type: VisitType, minutes: number, measured: readonly number[]): Waiting {
  const durations = measured.length >= enough ? measured : [type.minutes];
  const every = distanceOf(type);
  const clinic = { patients: Math.floor(minutes / every), durations, minutes };
  return {
    visit_type_id: type.id, visit_type_name: type.name, every, patients: clinic.patients, measured: measured.length, enough: measured.length >= enough,
    mean_minutes: Math.round((durations.reduce((sum, each) => sum + each, 0) / durations.length) * 10) / 10,
    outcome: simulate({ ...clinic, every }),
    others: shifts.map((shift) => every + shift).filter((other) => other >= 5).map((other) => ({ every: other, outcome: simulate({ ...clinic, every: other }) })),
  };
}
