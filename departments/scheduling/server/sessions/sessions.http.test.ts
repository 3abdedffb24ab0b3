import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schedulingContract as contract, type Appointment, type Effect, type Template } from '../../contract/index.ts';
import { type ClinicHospital, openClinic } from '../test-hospital.ts';

let clinic: ClinicHospital;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

const templateOf = async (resource_id: string): Promise<Template> => {
  const { body } = await clinic.administrator.call(contract.templates, { resource_id });
  return (body['templates'] as Template[])[0]!;
};
const input = ({ id: template_id, version, zone: _zone, ...rest }: Template, more: object) => ({ template_id, version, ...rest, ...more });

describe('recurring sessions', () => {
  it('show what a change would do before it is saved, and leave nobody without a session who is booked', async () => {
    const { administrator, desk, doctors: [doctor] } = clinic;
    const template = await templateOf(doctor.id);
    const booked = await clinic.book(`${clinic.day(3)}T16:00`, [doctor.id]);
    const { version: _version, ...shorter } = input(template, { to_clock: '15:00' });
    const preview = await administrator.call<Effect>(contract.previewTemplate, shorter);
    expect(preview.body, preview.text).toMatchObject({ stranded: [{ appointment_id: booked.id, number: booked.number }] });
    expect(await templateOf(doctor.id)).toEqual(template);
    const refused = await administrator.call(contract.updateTemplate, input(template, { to_clock: '15:00' }));
    expect(refused).toMatchObject({ status: 409, body: { code: 'scheduling.strands', stranded: [{ appointment_id: booked.id }] } });
    const moved = await desk.call<Appointment>(contract.reschedule, { patient_id: booked.patient_id, appointment_id: booked.id, version: 1, resource_ids: [doctor.id], wall_clock: `${clinic.day(3)}T14:00` });
    expect(moved.status, moved.text).toBe(200);
    const saved = await administrator.call(contract.updateTemplate, input(template, { to_clock: '15:00' }));
    expect(saved.status, saved.text).toBe(200);
    expect(saved.body['effect'].added).toBe(saved.body['effect'].removed);
    expect((await administrator.call(contract.updateTemplate, input(template, { to_clock: '14:00' }))).body['code']).toBe('scheduling.changed');
  });

  it('lie within duty, without leave and holidays; a block can be released', async () => {
    const { administrator, doctors: [, doctor] } = clinic;
    const template = await templateOf(doctor.id);
    const wide = await administrator.call<Effect>(contract.previewTemplate, (({ version: _version, ...rest }) => rest)(input(template, { from_clock: '05:00', to_clock: '21:00' })));
    expect(wide.body.outside_duty.length).toBeGreaterThan(0);
    expect(wide.body.stranded).toEqual([]);
    const leave = await administrator.call(contract.addException, { resource_id: doctor.id, kind: 'leave', start: `${clinic.day(5)}T00:00:00Z`, end: `${clinic.day(6)}T00:00:00Z` });
    expect(leave.status, leave.text).toBe(201);
    const at = { patient_id: await clinic.patient(), visit_type_id: clinic.type.id, resource_ids: [doctor.id], wall_clock: `${clinic.day(5)}T10:00` };
    expect((await clinic.desk.call(contract.book, at)).body['code']).toBe('scheduling.outside');
    expect((await administrator.call(contract.removeException, { exception_id: leave.body['exception'].id })).status).toBe(200);
    expect((await clinic.desk.call(contract.book, at)).status).toBe(201);
    const holiday = await administrator.call(contract.addException, { kind: 'holiday', start: `${clinic.day(5)}T00:00:00Z`, end: `${clinic.day(6)}T00:00:00Z`, reason: 'Founding day' });
    expect(holiday).toMatchObject({ status: 409, body: { code: 'scheduling.strands' } });
  });

  it('are not without duty, whoever writes; a duty is not taken from under them', async () => {
    const { administrator, doctors: [doctor] } = clinic;
    const booked = await clinic.book(`${clinic.day(8)}T10:00`, [doctor.id]);
    const { body } = await administrator.call(contract.duties, { resource_id: doctor.id, from: `${clinic.day(8)}T00:00:00Z`, until: `${clinic.day(8)}T23:00:00Z` });
    const duty_id = body['duties'][0].id as string;
    expect(await administrator.call(contract.removeDuty, { duty_id })).toMatchObject({ status: 409, body: { code: 'scheduling.strands', stranded: [{ appointment_id: booked.id }] } });
    await expect(clinic.asSuperuser('delete from scheduling.duty where id = $1', [duty_id])).rejects.toThrow(/session_within_duty/);
    await expect(clinic.asSuperuser('delete from scheduling.session where resource_id = $1 and during @> $2::timestamptz', [doctor.id, booked.start])).rejects.toThrow(/reservation_within_session/);
    await clinic.desk.call(contract.cancel, { patient_id: booked.patient_id, appointment_id: booked.id, version: 1, by: 'hospital', reason: 'Duty' });
    expect((await administrator.call<Effect>(contract.removeDuty, { duty_id })).body).toMatchObject({ removed: 1, stranded: [] });
  });

  it('open for booking when they are released', async () => {
    const { administrator, room } = clinic;
    const template = await templateOf(room.id);
    expect((await administrator.call(contract.updateTemplate, input(template, { released_days_before: 7 }))).status).toBe(200);
    const at = (day: number) => ({ visit_type_id: clinic.type.id, resource_ids: [room.id], wall_clock: `${clinic.day(day)}T10:00` });
    expect((await clinic.desk.call(contract.hold, at(20))).body['code']).toBe('scheduling.outside');
    expect((await clinic.desk.call(contract.hold, at(2))).status).toBe(201);
  });
});
