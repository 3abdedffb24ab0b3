import { sql } from 'kysely';
import { Problem, serve, type Act } from '@openward/platform/http';
import { unsignedNotes } from '@openward/records/api';
import { visitsContract as contract } from '../contract/index.ts';
import { answer, holdVisit } from './hold.ts';
import { leaveRoom } from './queue/advance.ts';

/** Signs a visit and so closes it. It ends now, unless it was over already. */
export const close = serve(contract.close, async (input, act) => {
  const visit = await holdVisit(act, input);
  const { disposition, no_diagnosis_reason, although_unsigned } = input;
  if (!['in-progress', 'onleave', 'finished'].includes(visit.status)) {
    throw new Problem(409, 'visits.transition', 'Only a visit in which somebody saw the patient is signed', { field: 'visit_id', next: visit.next });
  }
  if (visit.clinical.diagnoses.length === 0 && no_diagnosis_reason === null) {
    throw new Problem(409, 'visits.needs_a_diagnosis', 'Signing needs a diagnosis, or a reason why there is none', { field: 'no_diagnosis_reason' });
  }
  await refuseUnsigned(act, visit.id, although_unsigned);
  await sql`update visits.participant set during = tstzrange(lower(during), greatest(now(), lower(during) + interval '1 millisecond'))
    where visit_id = ${visit.id}::uuid and upper_inf(during)`.execute(act.tx);
  await sql`update visits.visit set status = 'finished', ended_at = coalesce(ended_at, now()), disposition = ${disposition},
      no_diagnosis_reason = ${visit.clinical.diagnoses.length === 0 ? no_diagnosis_reason : null}, signed_at = now(), signed_by = platform.actor_id(),
      signed_by_name = ${act.actor.display_name}, updated_by = platform.actor_id(), updated_by_name = ${act.actor.display_name}
    where id = ${visit.id}::uuid`.execute(act.tx);
  await leaveRoom(act, visit.id);
  return answer(act, visit.id);
});

/** Who signs a visit has signed their notes of it. For those of others nobody waits who has seen that they are missing: their authors still owe them. */
async function refuseUnsigned(act: Act, visit_id: string, although_unsigned: boolean): Promise<void> {
  const unsigned = await unsignedNotes(act.tx, visit_id);
  const named = (notes: typeof unsigned) => notes.map(({ title, author }) => ({ title, author }));
  const own = unsigned.filter((note) => note.own);
  if (own.length > 0) {
    throw new Problem(409, 'visits.own_notes_unsigned', 'You have notes of this visit that are not signed: sign or discard them first', { notes: named(own) });
  }
  if (unsigned.length === 0) return;
  if (!although_unsigned) {
    throw new Problem(409, 'visits.notes_unsigned', 'Others have notes of this visit that are not signed', { field: 'although_unsigned', notes: named(unsigned) });
  }
  act.audit.detail({ unsigned_notes: unsigned.length });
}

/** Opens a visit again that was over: an act of its own, with its reason, and the signature is gone. */
export const reopen = serve(contract.reopen, async (input, act) => {
  const visit = await holdVisit(act, input, { signed: true });
  if (visit.status !== 'finished') {
    throw new Problem(409, 'visits.transition', 'Only a visit that is over is opened again', { field: 'visit_id', next: visit.next });
  }
  await sql`update visits.visit set status = 'in-progress', started_at = coalesce(started_at, ended_at), ended_at = null, signed_at = null, signed_by = null,
      signed_by_name = null, reopened_at = clock_timestamp(), reopened_reason = ${input.reason}, updated_by = platform.actor_id(),
      updated_by_name = ${act.actor.display_name}
    where id = ${visit.id}::uuid`.execute(act.tx);
  return answer(act, visit.id);
});
