import { Problem, type Act } from '@openward/platform/http';
import { records } from '@openward/records/api';
import type { Stop } from '../../contract/index.ts';
import { tellQueue } from './news.ts';
import { shownStops } from './shown.ts';
import { findStop, lockStop, type StopRow } from './stop.sql.ts';

const unknownStop = (): Problem => new Problem(404, 'visits.stop_unknown', 'There is no such token in a queue', { field: 'stop_id' });

/** Reads a stop, and names the patient whose it is. Whoever may not see the patient sees the token alone. */
export async function openStop(act: Act, stop_id: string): Promise<StopRow> {
  const stop = await findStop(act.tx, stop_id);
  if (stop === undefined) throw unknownStop();
  await named(act, stop);
  return stop;
}

async function named(act: Act, { patient, id }: StopRow): Promise<void> {
  act.audit.detail({ stop_id: id });
  if (patient === null) return;
  const label = await records.labelOf(act.tx, patient.id);
  act.authorise({ patient_id: patient.id, ...label });
  act.audit.patient(patient.id);
}

/** Locks a stop for a change. Whoever comes second waits here, and is told: 409 `visits.stop_changed`. */
export async function holdStop(act: Act, { stop_id, version }: { stop_id: string; version: number }): Promise<StopRow> {
  const held = await lockStop(act.tx, stop_id);
  if (held === undefined) throw unknownStop();
  const stop = await openStop(act, stop_id);
  if (held.version !== version) {
    const [current] = await shownStops(act.tx, [stop]);
    throw new Problem(409, 'visits.stop_changed', `${held.updated_by_name ?? 'OpenWard'} has changed this token meanwhile`, {
      field: 'version', changed_by: held.updated_by_name, changed_at: held.updated_at.toISOString(), current,
    });
  }
  return stop;
}

/** Refuses what the states do not allow, before the database does. */
export function mayBecome(stop: StopRow, to: Stop['status'], next: readonly Stop['status'][]): void {
  if (!next.includes(to)) throw new Problem(409, 'visits.stop_transition', `A token that is ${stop.status} does not become ${to}`, { field: 'to', next });
}

/** A stop as the act leaves it; the screens are told that a queue has changed. */
export async function answerStop(act: Act, stop_id: string): Promise<Stop> {
  tellQueue(act.tx);
  const stop = await findStop(act.tx, stop_id);
  const [shown] = stop === undefined ? [] : await shownStops(act.tx, [stop]);
  if (shown === undefined) throw unknownStop();
  act.audit.detail({ stop_id, code: shown.code, status: shown.status });
  return shown;
}
