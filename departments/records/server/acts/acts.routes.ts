import { Problem, serve } from '@openward/platform/http';
import type { Act } from '@openward/platform/http';
import { actsContract } from '../../contract/acts.ts';
import { canBeInError, inError, withoutVisit } from '../../rules/statement/error.ts';
import { lockAllergies } from '../allergies/allergies.sql.ts';
import { aliasSet } from '../compartment.sql.ts';
import { closeLoopsAbout, moveLoopsAbout } from '../loop/close.ts';
import { openLoop } from '../loop/open.ts';
import { move as moveResource } from '../move.ts';
import { put } from '../put.ts';
import { seeRecord } from '../see.ts';
import { heldStatement } from '../statement/statements.ts';
import type { StatementRow } from '../statement/statements.sql.ts';
import { keepMove, readMoves, stoodSince, tellable } from './moved.sql.ts';

const dayLong = 24 * 3_600_000;

/** What has an act of its own: visits, tasks, and papers that were signed here. */
function refuseKept(row: StatementRow): void {
  const signed = row.source === 'openward' && ['DocumentReference', 'Composition'].includes(row.type);
  if (!signed && canBeInError(row.type)) return;
  throw new Problem(422, 'records.not_withdrawable', `A ${row.type} is withdrawn where it was made, not here`, { field: 'type' });
}

const enteredInError = serve(actsContract.enteredInError, async ({ patient_id, type, id, version, reason }, act) => {
  const row = await heldStatement(act, patient_id, type, id, version);
  refuseKept(row);
  const done = await put(act.tx, { json: JSON.stringify(inError(row.resource, reason)), if_version: version, source: row.source });
  await closeLoopsAbout(act.tx, { type, id }, { cancelled: reason });
  act.audit.detail({ type, id, version: done.version });
  return { type, id, version: done.version };
});

/** Puts an entry where it belongs. The visit of the wrong patient is left behind, what is open about it goes with it, and its readers are told. */
const move = serve(actsContract.move, async ({ patient_id, type, id, version, to_patient_id, reason }, act) => {
  await seeRecord(act, to_patient_id);
  const row = await heldStatement(act, patient_id, type, id, version);
  // A note or a document goes with its FHIR face: the database sees to it.
  if (row.type !== 'DocumentReference') refuseKept(row);
  if ((await aliasSet(act.tx, row.patient_id)).includes(to_patient_id)) {
    throw new Problem(422, 'records.same_record', 'It stands in the record of this patient already', { field: 'to_patient_id' });
  }
  for (const each of [row.patient_id, to_patient_id].sort()) await lockAllergies(act.tx, each);
  const since = await stoodSince(act.tx, type, id, row.patient_id);
  const left = await put(act.tx, { json: JSON.stringify(withoutVisit(row.resource)), if_version: version, source: row.source });
  await moveResource(act.tx, { type, id, patient_id: to_patient_id });
  await moveLoopsAbout(act.tx, { type, id }, to_patient_id);
  const moved_id = await keepMove(act.tx, { type, id, from: row.patient_id, to: to_patient_id, reason, since });
  const [moved] = await readMoves(act.tx, { id: moved_id });
  if (moved === undefined) throw new Error('the move that was kept is not there');
  await tellReaders(act, row, moved.readers.map(({ account_id }) => account_id));
  act.audit.patient(patient_id);
  act.audit.patient(to_patient_id);
  act.audit.detail({ type, id, version: left.version + 1, readers: moved.readers.length });
  return moved;
});

async function tellReaders(act: Act, { patient_id, type }: StatementRow, readers: readonly string[]): Promise<void> {
  for (const id of await tellable(act.tx, readers)) {
    await openLoop(act.tx, {
      kind: 'message', title: `An entry (${type}) that you may have read in this record was of another patient, and was moved there`, patient_id,
      owner: { kind: 'account', id }, due: new Date(Date.now() + dayLong),
    });
  }
}

const moves = serve(actsContract.moves, async ({ patient_id }, act) => {
  await seeRecord(act, patient_id);
  return { moves: await readMoves(act.tx, { patient_id }) };
});

/** What can be done with any entry of a chart. */
export const acts = { enteredInError, move, moves };
