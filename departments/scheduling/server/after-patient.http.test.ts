import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientsContract } from '@openward/patients/contract';
import { deliverEvents } from '@openward/platform/events';
import type { Client } from '@openward/platform/testing';
import { type Appointment, schedulingContract as contract, type Task } from '../contract/index.ts';
import { type ClinicHospital, openClinic } from './test-hospital.ts';

let clinic: ClinicHospital;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

const update = (patient_id: string, version: number, changes: object) => clinic.desk.call(patientsContract.update, { patient_id, version, changes });
const tasks = async (...patient_ids: string[]) => ((await clinic.desk.call(contract.tasks, {})).body['tasks'] as Task[]).filter(({ patient_id }) => patient_ids.includes(patient_id));
const read = async ({ patient_id, id }: Appointment) => (await clinic.desk.call<Appointment>(contract.read, { patient_id, appointment_id: id })).body;

describe('a death', () => {
  it('calls off what lies ahead and puts it on the worklist; that it was an error is told, and books nothing again', async () => {
    const { desk, doctors: [doctor] } = clinic;
    const ahead = await clinic.book(`${clinic.day(0)}T09:00`, [doctor.id]);
    const { patient_id } = ahead;
    const came = await clinic.book(`${clinic.day(0)}T10:00`, [doctor.id], { patient_id });
    await desk.call(contract.advance, { patient_id, appointment_id: came.id, version: came.version, to: 'arrived' });
    const died = await update(patient_id, 1, { deceased: true });
    expect(died.status, died.text).toBe(200);
    // Nothing is promised in the same moment; the job delivers it, as often as it likes.
    await Promise.all([deliverEvents(clinic.database), deliverEvents(clinic.database)]);
    await deliverEvents(clinic.database);
    expect(await read(ahead)).toMatchObject({ status: 'cancelled', stopped_by: 'hospital', stopped_reason: 'Deceased', sequence: 1 });
    expect((await read(came)).status).toBe('arrived');
    expect(await tasks(patient_id)).toMatchObject([{ kind: 'died', appointments: [{ id: ahead.id, status: 'cancelled' }] }]);
    const [kept] = await clinic.asSuperuser<{ status: string }>(`select body::jsonb ->> 'status' as status from records.resource where type = 'Appointment' and id = $1`, [ahead.id]);
    expect(kept).toEqual({ status: 'cancelled' });
    const events = await clinic.asSuperuser(`select name, actor_name from audit.event where patient_id = $1 and name = 'scheduling.appointment.cancel'`, [patient_id]);
    expect(events).toEqual([{ name: 'scheduling.appointment.cancel', actor_name: 'OpenWard' }]);

    expect((await update(patient_id, 2, { deceased: false })).status).toBe(200);
    await deliverEvents(clinic.database);
    const [line, ...more] = await tasks(patient_id);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ kind: 'lives', appointments: [{ id: ahead.id }] });
    expect((await read(ahead)).status).toBe('cancelled');
    const close = { patient_id, task_id: line?.id, reason: 'Called, and booked anew' };
    expect((await clinic.nurse.call(contract.closeTask, close)).status).toBe(200);
    expect((await desk.call(contract.closeTask, close)).status).toBe(404);
    expect(await tasks(patient_id)).toEqual([]);
  });

  it('that was taken back before anybody acted on it calls nothing off', async () => {
    const ahead = await clinic.book(`${clinic.day(1)}T09:00`, [clinic.doctors[0].id]);
    await update(ahead.patient_id, 1, { deceased: true });
    await update(ahead.patient_id, 2, { deceased: false });
    await deliverEvents(clinic.database);
    expect((await read(ahead)).status).toBe('booked');
    expect(await tasks(ahead.patient_id)).toEqual([]);
  });
});

describe('a merge', () => {
  it('flags appointments of the two that lie at one time, and the flag goes when it is undone', async () => {
    const { doctors: [doctor, other] } = clinic;
    const one = await clinic.book(`${clinic.day(2)}T09:00`, [doctor.id]);
    const same = await clinic.book(`${clinic.day(2)}T09:00`, [other.id]);
    await clinic.book(`${clinic.day(2)}T11:00`, [other.id], { patient_id: same.patient_id });
    const merger = await clinic.signIn('medical-records');
    const merged = await merger.call(patientsContract.merge, {
      patient_id: one.patient_id, version: 1, merged_id: same.patient_id, merged_version: 1, reason: 'The same person',
    });
    expect(merged.status, merged.text).toBe(201);
    await deliverEvents(clinic.database);
    const flagged = await tasks(one.patient_id, same.patient_id);
    expect(flagged).toHaveLength(1);
    expect(flagged[0]).toMatchObject({ kind: 'overlap', patient_id: one.patient_id });
    expect(flagged[0]?.appointments.map(({ id }) => id).sort()).toEqual([one.id, same.id].sort());
    expect((await read(one)).status).toBe('booked');
    const undone = await merger.call(patientsContract.unmerge, {
      patient_id: one.patient_id, merge_id: merged.body['merge'].id, version: merged.body['patient'].version, reason: 'Two people after all',
    });
    expect(undone.status, undone.text).toBeLessThan(300);
    await deliverEvents(clinic.database);
    expect(await tasks(one.patient_id, same.patient_id)).toEqual([]);
    expect([(await read(one)).status, (await read(same)).status]).toEqual(['booked', 'booked']);
  });
});

describe('a merge that is undone while it is being told', () => {
  let merger: Client;
  beforeAll(async () => { merger = await clinic.signIn('medical-records'); });
  let day = 10;
  /** Two people with appointments at one time, whose records are one now. */
  async function overlapping() {
    day += 1;
    const [one, same] = [await clinic.book(`${clinic.day(day)}T09:00`, [clinic.doctors[0].id]), await clinic.book(`${clinic.day(day)}T09:00`, [clinic.doctors[1].id])];
    const pair = { patient_id: one.patient_id, merged_id: same.patient_id };
    const versions = async () => (await clinic.asSuperuser<{ version: number }>('select version from patients.patient where id = any ($1::uuid[]) order by id = $2 desc', [[one.patient_id, same.patient_id], one.patient_id])).map(({ version }) => version);
    const merge = async () => {
      const [version, merged_version] = await versions();
      const answer = await merger.call(patientsContract.merge, { ...pair, version, merged_version, reason: 'The same person' });
      expect(answer.status, answer.text).toBe(201);
      return answer.body['merge'].id as string;
    };
    const undo = async (merge_id: string) => {
      const answer = await merger.call(patientsContract.unmerge, { patient_id: one.patient_id, merge_id, version: (await versions())[0], reason: 'Two people' });
      expect(answer.status, answer.text).toBeLessThan(300);
    };
    return { merge, undo, flagged: () => tasks(one.patient_id, same.patient_id) };
  }
  const deliver = () => deliverEvents(clinic.database);

  it('leaves no flag, whichever is first', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { merge, undo, flagged } = await overlapping();
      const merge_id = await merge();
      await Promise.all([deliver(), undo(merge_id), deliver()]);
      await deliver();
      expect(await flagged()).toEqual([]);
      // One again: it is flagged again, once.
      const again = merge();
      await Promise.all([again, deliver(), again.then(deliver)]);
      await deliver();
      expect(await flagged()).toHaveLength(1);
    }
  });

  it('leaves no flag where it is undone between the delivery and what follows from it', async () => {
    const { merge, undo, flagged } = await overlapping();
    const merge_id = await merge();
    let go = (): void => {};
    const undone = new Promise<void>((resolve) => { go = resolve; });
    let held = (): void => {};
    const holding = new Promise<void>((resolve) => { held = resolve; });
    // Whoever delivers it waits here, with the event in hand.
    const holder = clinic.database.transaction({ scope: 'system' }, async (tx) => {
      await sql`select 1 from platform.event where name = 'patients.merged' and done_at is null for update`.execute(tx);
      held();
      await undone;
    });
    await holding;
    const delivered = deliver();
    await undo(merge_id);
    go();
    await Promise.all([holder, delivered]);
    await deliver();
    expect(await flagged()).toEqual([]);
  });

  it('leaves no flag where the merge is told after its undo, because it failed at first', async () => {
    const { merge, undo, flagged } = await overlapping();
    const merge_id = await merge();
    await clinic.asSuperuser(`update platform.event set next_try_at = now() + interval '1 hour' where name = 'patients.merged' and done_at is null`);
    await undo(merge_id);
    await deliver();
    await clinic.asSuperuser(`update platform.event set next_try_at = now() where done_at is null`);
    await deliver();
    expect(await flagged()).toEqual([]);
  });
});
