import { badInput, Problem, serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { recordsContract } from '../../contract/index.ts';
import { aliasSet } from '../compartment.sql.ts';
import { seeRecord } from '../see.ts';
import { closeLoop, reassignLoop } from './close.ts';
import { loopsOfPatient, openLoops } from './loop.sql.ts';
import type { LoopRow } from './loop.sql.ts';
import { openLoop, readLoop } from './open.ts';
import { loopShown } from './shown.ts';

/** Everything of the hospital that is open, for those who watch over it. */
const loops = serve(recordsContract.loops, async ({ overdue, kind, department_id, limit, after }, act) => {
  const found = await openLoops(act.tx, { overdue, kind, department_id, after: after === undefined ? null : readPlace(after), limit: limit + 1 });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  act.audit.shown(page.map(({ patient_id }) => patient_id));
  act.audit.detail({ count: page.length, overdue });
  return { loops: page.map(loopShown), next: found.length > limit && last !== undefined ? placeOf(last) : null };
});

const patientLoops = serve(recordsContract.patientLoops, async ({ patient_id, closed }, act) => {
  await seeRecord(act, patient_id);
  const rows = await loopsOfPatient(act.tx, await aliasSet(act.tx, patient_id), closed);
  return { loops: rows.map(loopShown) };
});

const open = serve(recordsContract.openLoop, async ({ patient_id, kind, title, owner, due, visit_id }, act) => {
  await seeRecord(act, patient_id);
  const loop = await openLoop(act.tx, { kind, title, patient_id, owner, due, visit_id });
  act.audit.detail({ loop_id: loop.id, kind });
  return loopShown(loop);
});

const close = serve(recordsContract.closeLoop, async ({ patient_id, loop_id, version, outcome, note, follow_up }, act) => {
  const held = await loopOf(act, patient_id, loop_id);
  refuseSelfClosing(held);
  const loop = await closeLoop(act.tx, loop_id, { outcome, note, version });
  if (follow_up !== null) {
    const { title, owner, due } = follow_up;
    await openLoop(act.tx, { kind: 'follow_up', title, owner, due, patient_id: held.patient_id, visit_id: held.visit_id, about: aboutOf(held) });
  }
  act.audit.detail({ loop_id, kind: loop.kind, outcome });
  return loopShown(loop);
});

const cancel = serve(recordsContract.cancelLoop, async ({ patient_id, loop_id, version, reason }, act) => {
  const held = await loopOf(act, patient_id, loop_id);
  refuseSelfClosing(held);
  act.audit.detail({ loop_id, kind: held.kind });
  return loopShown(await closeLoop(act.tx, loop_id, { cancelled: reason, version }));
});

const reassign = serve(recordsContract.reassignLoop, async ({ patient_id, loop_id, version, owner, due }, act) => {
  const held = await loopOf(act, patient_id, loop_id);
  if (held.kind === 'note') {
    throw new Problem(409, 'records.draft_is_personal', 'Only its author can sign a draft', { field: 'loop_id' });
  }
  act.audit.detail({ loop_id, kind: held.kind, owner: owner.kind });
  return loopShown(await reassignLoop(act.tx, loop_id, { owner, due, version }));
});

export const loopRoutes = { loops, patientLoops, openLoop: open, closeLoop: close, cancelLoop: cancel, reassignLoop: reassign };

/** The loop, if it belongs to the record that was named. */
async function loopOf(act: Act, patient_id: string, loop_id: string): Promise<LoopRow> {
  await seeRecord(act, patient_id);
  const loop = await readLoop(act.tx, loop_id);
  if (!(await aliasSet(act.tx, patient_id)).includes(loop.patient_id)) {
    throw new Problem(404, 'records.unknown_loop', 'There is no such thing to be done', { field: 'loop_id' });
  }
  return loop;
}

/** A draft is closed by signing or discarding it, a cosignature by giving or declining it: not beside them. */
function refuseSelfClosing({ kind, state }: LoopRow): void {
  if (state !== 'open' || (kind !== 'note' && kind !== 'cosign')) return;
  throw new Problem(409, 'records.loop_closes_with_note', 'This is closed by signing the note', { field: 'loop_id' });
}

const aboutOf = ({ about_type, about_id }: LoopRow) => (about_type === null || about_id === null ? null : { type: about_type, id: about_id });

const placeOf = ({ due, id }: LoopRow): string => Buffer.from(JSON.stringify([due.toISOString(), id])).toString('base64url');

function readPlace(place: string): readonly [string, string] {
  try {
    const [due, id] = JSON.parse(Buffer.from(place, 'base64url').toString('utf8')) as unknown[];
    if (typeof due === 'string' && !Number.isNaN(Date.parse(due)) && typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
      return [new Date(due).toISOString(), id];
    }
  } catch {
    // Falls through to the refusal.
  }
  throw badInput('after', 'records.cursor', 'Is not where a page ended');
}
