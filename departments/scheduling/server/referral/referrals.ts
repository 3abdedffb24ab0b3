import { sql } from 'kysely';
import { announce } from '@openward/platform/db';
import { Problem, serve, type Act } from '@openward/platform/http';
import { records, seeRecord } from '@openward/records/api';
import { schedulingContract as contract, WantedFields, type Referral } from '../../contract/index.ts';
import { authorOf } from '../author.ts';
import { bookable } from '../book.ts';
import { openAppointment } from '../held.ts';
import { projectAppointments } from '../project.ts';
import { closeEntry, putWanted } from '../waiting-list/put.ts';
import { restOn } from '../rests-on-referral.ts';
import { endRequest } from './end-request.ts';
import { enterReferral } from './receive.ts';
import { readReferrals, writeStep } from './referral.sql.ts';

const day = 86_400_000;
type Step = Referral['steps'][number]['act'];

export const referrals = serve(contract.referrals, async (filter, act) => {
  const found = await readReferrals(act.tx, filter);
  act.audit.shown(found.map(({ patient_id }) => patient_id));
  return { referrals: found };
});

export const receiveReferral = serve(contract.receiveReferral, async (input, act) => {
  const { tx } = act;
  const patient_id = await bookable(act, input.patient_id);
  const { document_id, department_id } = input;
  const aliases = await records.aliasSet(tx, patient_id);
  if (document_id !== null) {
    const document = await records.get(tx, 'DocumentReference', document_id);
    if (document === undefined || document.deleted || !aliases.includes(document.patient_id ?? '')) throw new Problem(422, 'scheduling.document_unknown', 'There is no such document in this record', { field: 'document_id' });
  }
  const { rows: [department] } = await sql<{ id: string; name: string }>`select id, name from staff.department where id = ${department_id}::uuid`.execute(tx);
  if (department_id !== null && department === undefined) throw unknownDepartment();
  const id = await enterReferral(tx, { ...input, patient_id, department: department ?? null }, authorOf(act), new Date());
  act.audit.detail({ referral_id: id });
  return (await readReferrals(tx, { ids: [id] }))[0]!;
});

const unknownDepartment = (): Problem => new Problem(422, 'scheduling.department_unknown', 'There is no such department', { field: 'department_id' });

/** Locks a referral of a record in one of these states. Whoever comes second is told: 409 `scheduling.changed`. */
async function held(act: Act, { patient_id, referral_id, version }: { patient_id: string; referral_id: string; version: number }, states: readonly Referral['state'][]): Promise<Referral> {
  await seeRecord(act, patient_id);
  await sql`select from scheduling.referral where id = ${referral_id}::uuid for update`.execute(act.tx);
  const [referral] = await readReferrals(act.tx, { ids: [referral_id] });
  if (referral === undefined || !(await records.aliasSet(act.tx, patient_id)).includes(referral.patient_id)) {
    throw new Problem(404, 'scheduling.referral_unknown', 'There is no such referral in this record', { field: 'referral_id' });
  }
  if (referral.version !== version) throw new Problem(409, 'scheduling.changed', 'Somebody else has changed this referral meanwhile', { field: 'version', current: referral });
  if (!states.includes(referral.state)) throw new Problem(409, 'scheduling.referral_state', `A referral that is ${referral.state} does not take this`, { field: 'referral_id', state: referral.state });
  return referral;
}

/** Writes down what was done, and answers the referral as it stands. */
async function told(act: Act, id: string, what: Step, detail: string | null): Promise<Referral> {
  await writeStep(act.tx, id, what, detail, authorOf(act));
  announce(act.tx, 'referrals');
  act.audit.detail({ referral_id: id });
  return (await readReferrals(act.tx, { ids: [id] }))[0]!;
}

export const ownReferral = serve(contract.ownReferral, async ({ mine, ...of }, act) => {
  const { id } = await held(act, of, ['received', 'accepted']);
  await sql`update scheduling.referral set owner_account = ${mine ? act.actor.account_id : null}::uuid, owner_name = ${mine ? act.actor.display_name : null} where id = ${id}::uuid`.execute(act.tx);
  return told(act, id, 'owned', mine ? null : 'Given back');
});

export const acceptReferral = serve(contract.acceptReferral, async ({ urgency, target_on, visit_type_id, needs, note, ...of }, act) => {
  // One that was called off later is accepted again: with what is known by now.
  const referral = await held(act, of, ['received', 'accepted']);
  if (referral.wanted_id !== null) throw new Problem(409, 'scheduling.referral_state', 'This referral is on the waiting list already', { field: 'referral_id', state: referral.state });
  const patient_id = await bookable(act, referral.patient_id);
  const wanted_id = await putWanted(act.tx, {
    ...WantedFields.parse({ asked: { visit_type_id, needs }, note: note ?? `Referral: ${referral.reason}`.slice(0, 500), urgency, target_on }), patient_id,
  }, authorOf(act));
  await sql`update scheduling.referral set state = 'accepted', urgency = ${urgency}, target_on = ${target_on}::date, visit_type_id = ${visit_type_id}::uuid, wanted_id = ${wanted_id}::uuid, decision_note = ${note},
      decided_at = now(), decided_by = platform.actor_id(), decided_by_name = ${act.actor.display_name} where id = ${referral.id}::uuid`.execute(act.tx);
  return told(act, referral.id, 'accepted', urgency);
});

export const redirectReferral = serve(contract.redirectReferral, async ({ department_id, reason, ...of }, act) => {
  const referral = await held(act, of, ['received']);
  if (referral.department_id === department_id) throw new Problem(422, 'scheduling.same_department', 'It is with this department already', { field: 'department_id' });
  const { rows: [department] } = await sql<{ name: string }>`select name from staff.department where id = ${department_id}::uuid and active`.execute(act.tx);
  if (department === undefined) throw unknownDepartment();
  await sql`update scheduling.referral set department_id = ${department_id}::uuid, owner_account = null, owner_name = null where id = ${referral.id}::uuid`.execute(act.tx);
  if (referral.origin !== 'inside') {
    const { rows } = await sql<{ id: string }>`select id from records.loop where about_type = 'ServiceRequest' and about_id = ${referral.service_request_id} and kind = 'referral' and state = 'open'`.execute(act.tx);
    for (const { id } of rows) await records.reassignLoop(act.tx, id, { owner: { kind: 'department', id: department_id }, author: authorOf(act) });
  }
  return told(act, referral.id, 'redirected', `${department.name}: ${reason}`.slice(0, 500));
});

export const rejectReferral = serve(contract.rejectReferral, async ({ reason, ...of }, act) => {
  const { tx } = act;
  const { id, origin, patient_id, service_request_id, reason: why } = await held(act, of, ['received']);
  const { rows: [sender] } = await sql<{ from_account: string | null }>`
    update scheduling.referral set state = 'rejected', decision_note = ${reason}, decided_at = now(), decided_by = platform.actor_id(), decided_by_name = ${act.actor.display_name}
    where id = ${id}::uuid returning from_account`.execute(tx);
  const about = { type: 'ServiceRequest', id: service_request_id };
  await records.closeLoopsAbout(tx, about, { cancelled: `Rejected: ${reason}`, author: authorOf(act) }, ['referral']);
  await endRequest(tx, { id: service_request_id, origin }, { status: 'revoked', reason }, authorOf(act));
  const answered = await told(act, id, 'rejected', reason);
  // Whoever works here finds it among what they must do; others are told by the desk.
  if (origin !== 'inside' || sender?.from_account == null) return answered;
  await records.openLoop(tx, {
    kind: 'message', title: `Referral rejected (${why}): ${reason}`, patient_id, about, owner: { kind: 'account', id: sender.from_account }, due: new Date(Date.now() + 2 * day), author: authorOf(act),
  });
  await sql`update scheduling.referral set told_at = now() where id = ${id}::uuid`.execute(tx);
  return told(act, id, 'told', 'Among what they must do');
});

export const placeReferral = serve(contract.placeReferral, async ({ appointment_id, ...of }, act) => {
  const referral = await held(act, of, ['accepted']);
  const appointment = await openAppointment(act, { patient_id: of.patient_id, appointment_id });
  if (appointment.status !== 'booked') throw new Problem(409, 'scheduling.over', 'Only an appointment that is still to come is taken for a referral', { field: 'appointment_id' });
  await restOn(act.tx, referral.id, appointment_id, authorOf(act));
  if (referral.wanted_id !== null) await closeEntry(act.tx, referral.wanted_id, { appointment_id, reason: null }, authorOf(act));
  await projectAppointments(act.tx, [appointment_id], authorOf(act));
  act.audit.detail({ referral_id: referral.id, appointment_id });
  return (await readReferrals(act.tx, { ids: [referral.id] }))[0]!;
});

export const toldReferral = serve(contract.toldReferral, async ({ how, ...of }, act) => {
  const { id, told_at } = await held(act, of, ['rejected']);
  if (told_at !== null) throw new Problem(409, 'scheduling.told_already', 'They were told already', { field: 'referral_id' });
  await sql`update scheduling.referral set told_at = now() where id = ${id}::uuid`.execute(act.tx);
  return told(act, id, 'told', how);
});
