import { sql } from 'kysely';
import { badInput, Problem, serve, type Act } from '@openward/platform/http';
import { identityOf } from '@openward/patients/api';
import { records, seeRecord } from '@openward/records/api';
import { visitsContract as contract } from '../contract/index.ts';
import { authorOf } from './author.ts';
import { answer, holdVisit } from './hold.ts';
import { moveToken } from './queue/move-token.ts';
import { revokeOfVisit } from './papers/papers.ts';
import { ownStaffId } from './visit.sql.ts';

const told_for_ms = 7 * 86_400_000;

/**
 * Gives a visit, all that came out of it, and the number of the queue, to the patient whose it is. Papers carry the other’s identity: they are
 * revoked. Whoever has opened the wrong record since finds a message in their inbox.
 */
export const move = serve(contract.move, async ({ to_patient_id, reason, ...named }, act) => {
  const { tx } = act;
  const visit = await holdVisit(act, named, { signed: true });
  await seeRecord(act, to_patient_id);
  const target = await identityOf(tx, to_patient_id);
  if (target === null) throw badInput('to_patient_id', 'records.unknown_patient', 'There is no such patient');
  if ((await records.aliasSet(tx, visit.patient_id)).includes(target.patient_id)) {
    throw badInput('to_patient_id', 'visits.same_patient', 'Is the patient in whose record it stands');
  }
  const readers = await sql<{ id: string }>`select * from visits.readers(${visit.id}::uuid) as id order by id`.execute(tx);
  const revoked = await revokeOfVisit(act, visit.id, `The visit was moved to another record: ${reason}`, await ownStaffId(tx));
  const moved = await moveBelongings(act, visit.id, target.patient_id);
  await sql`update visits.visit set patient_id = ${target.patient_id}::uuid, updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${visit.id}::uuid`.execute(tx);
  await moveToken(tx, visit.id, target.patient_id, authorOf(act));
  const due = new Date(Date.now() + told_for_ms);
  for (const { id } of readers.rows) {
    await records.openLoop(tx, {
      kind: 'message', patient_id: visit.patient_id, owner: { kind: 'account', id }, due, author: authorOf(act),
      title: `Visit ${visit.number} does not belong to this patient and was moved: what you read of it here was somebody else’s`,
    });
  }
  await sql`insert into visits.moved (visit_id, from_patient_id, to_patient_id, reason, resources, told, actor_name)
    values (${visit.id}::uuid, ${visit.patient_id}::uuid, ${target.patient_id}::uuid, ${reason}, ${moved}, ${readers.rows.length}, ${act.actor.display_name})`.execute(tx);
  act.audit.patient(visit.patient_id);
  act.audit.patient(target.patient_id);
  const told = readers.rows.length;
  act.audit.detail({ from: visit.patient_id, to: target.patient_id, moved, told, papers_revoked: revoked });
  return { visit: await answer(act, visit.id), moved, told, papers_revoked: revoked };
});

/** All of it or nothing: what this person may not see is not left behind in the wrong record. */
async function moveBelongings(act: Act, visit_id: string, patient_id: string): Promise<number> {
  const { rows } = await sql<{ type: string; id: string }>`select type, id from visits.belongings(${visit_id}::uuid)`.execute(act.tx);
  const author = authorOf(act);
  for (const { type, id } of rows) {
    const current = await records.get(act.tx, type, id);
    if (current === undefined) {
      throw new Problem(403, 'visits.not_all_seen', 'Something in this visit may be seen by fewer people than you: somebody with that clearance has to move it');
    }
    // What must be done about a resource has gone with it already.
    if (current.patient_id !== patient_id) await records.move(act.tx, { type, id, patient_id, author });
  }
  return rows.length;
}
