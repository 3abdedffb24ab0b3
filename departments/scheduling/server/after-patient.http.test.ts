import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientsContract } from '@openward/patients/contract';
import { deliverEvents } from '@openward/platform/events';
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
