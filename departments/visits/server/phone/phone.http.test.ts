import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeLink, sendDue } from '@openward/messages/api';
import { routes as messages } from '@openward/messages/mount';
import { authenticatorOf } from '@openward/platform/auth';
import { unseal } from '@openward/platform/crypto';
import { createHttpServer } from '@openward/platform/http';
import '@openward/scheduling/mount';
import { visitsContract as contract, type Ticket } from '../../contract/index.ts';
import { openQueueHospital, type QueueHospital } from '../queue/test-queue.ts';

let hospital: QueueHospital;
let server: ReturnType<typeof createHttpServer>;
beforeAll(async () => {
  hospital = await openQueueHospital(1);
  server = createHttpServer({ database: hospital.database, authenticator: authenticatorOf(hospital.database) }, { messages });
  await server.ready();
});
afterAll(async () => {
  await server.close();
  await hospital.close();
});

/** Somebody with an appointment in a few minutes, and the link that they get. */
async function invited({ minutes = 5, version = 0, more = {} }: { minutes?: number; version?: number; more?: object } = {}) {
  const patient_id = await hospital.patient(more);
  const appointment_id = await hospital.appointment(patient_id, minutes);
  return { patient_id, appointment_id, token: makeLink({ purpose: 'checkin', id: appointment_id, version, expires_at: new Date(Date.now() + 3_600_000) }) };
}
const look = (token: string) => server.inject({ method: 'GET', url: `/l/${token}` });
const press = (token: string, name = 'check-in') => server.inject({ method: 'POST', url: `/l/${token}/${name}`, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: '' });
const tokensOf = (appointment_id: string) => hospital.asSuperuser<{ code: string; came_by: string; patient_id: string }>('select code, came_by, patient_id from visits.token where appointment_id = $1', [appointment_id]);

describe('checking in by the link of a reminder', () => {
  it('does nothing when the link is opened, and gives a number and the way when the button is pressed', async () => {
    const { appointment_id, token, patient_id } = await invited();
    const before = await look(token);
    expect(before.statusCode, before.body).toBe(200);
    expect(before.body).toContain('I have come');
    // Who holds the telephone learns no clinic before somebody is here.
    expect(before.body).not.toMatch(/Family clinic|Consultation|Yusuf|<script/);
    expect(await tokensOf(appointment_id)).toEqual([]);
    const done = await press(token);
    const [issued, ...more] = await tokensOf(appointment_id);
    expect(more).toEqual([]);
    expect(issued).toMatchObject({ came_by: 'phone', patient_id });
    expect(done.body).toContain(`Your number is ${issued?.code}`);
    expect(done.body).toContain('Family clinic');
    expect(await hospital.asSuperuser('select status from scheduling.appointment where id = $1', [appointment_id])).toEqual([{ status: 'arrived' }]);
    expect((await look(token)).body).toContain(`Your number is ${issued?.code}`);
    const events = await hospital.asSuperuser<{ patient_id: string }>(`select patient_id from audit.event where name = 'messages.link.answer' and patient_id = $1`, [patient_id]);
    expect(events).toHaveLength(1);
  });

  it('speaks the language of the patient', async () => {
    const { token } = await invited({ more: { language: 'ar' } });
    const page = await look(token);
    expect(page.body).toContain('dir="rtl"');
    expect(page.body).toContain('لقد وصلت');
    expect((await press(token)).body).toMatch(/رقمك A\d+/);
  });

  it.each([
    ['too early', { minutes: 20 }, 'before_minutes = 10', 'You can check in from', 200],
    ['too late', { minutes: -20 }, 'after_minutes = 10', 'too late', 200],
    ['not wanted by the hospital', {}, 'active = false', 'go to the desk', 200],
    ['of a version that is over', { version: 3 }, 'active = true', 'out of date', 410],
  ] as const)('is refused where it is %s', async (_what, given, setting, said, status) => {
    await hospital.asSuperuser(`update visits.phone_check_in set ${setting}`);
    const { appointment_id, token } = await invited(given);
    for (const page of [await look(token), await press(token)]) {
      expect(page.statusCode).toBe(status);
      expect(page.body).toContain(said);
      expect(page.body).not.toContain('<form method="post"');
    }
    expect(await tokensOf(appointment_id)).toEqual([]);
    await hospital.asSuperuser('update visits.phone_check_in set active = true, before_minutes = 60, after_minutes = 30');
  });

  it('is refused by a link that somebody made up, or by another button', async () => {
    const { appointment_id, token } = await invited();
    expect((await press(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).statusCode).toBe(404);
    expect((await press(token, 'cancel')).statusCode).toBe(404);
    expect(await tokensOf(appointment_id)).toEqual([]);
  });

  it('gives one number, however many press at once, also beside the desk', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { appointment_id, patient_id, token } = await invited();
      const desk = () => hospital.desk.call<Ticket>(contract.checkInToQueue, { patient_id, appointment_id });
      const [one, other, checked] = await Promise.all([press(token), press(token), desk()]);
      const issued = await tokensOf(appointment_id);
      expect(issued).toHaveLength(1);
      expect([one.statusCode, other.statusCode].every((status) => status === 200 || status === 409)).toBe(true);
      expect([201, 409]).toContain(checked.status);
      expect((await look(token)).body).toContain(`Your number is ${issued[0]?.code}`);
    }
  });

  it('is asked for in the reminder of the day, and in no other message', async () => {
    const { appointment_id, patient_id } = await invited({ minutes: 10, more: { telecoms: [{ system: 'email', value: 'ada@example.test' }] } });
    await hospital.asSuperuser(`update messages.setting set active = true, quiet_from = '00:00', quiet_to = '00:00', web_address = 'https://hospital.test', sender_address = 'a@hospital.test',
      smtp_host = '127.0.0.1', smtp_port = 1, smtp_security = 'none'`);
    await hospital.asSuperuser(`insert into messages.message (about_kind, about_id, about_version, kind, patient_id, due_at, expires_at)
      select 'appointment', $1, 0, kind, $2, now(), now() + interval '5 minutes' from unnest(array['reminder', 'confirmation']) kind`, [appointment_id, patient_id]);
    await sendDue(hospital.database);
    const rows = await hospital.asSuperuser<{ id: string; kind: string; content: Buffer }>('select id, kind, content_encrypted as content from messages.message where about_id = $1 order by kind', [appointment_id]);
    const asks = rows.map(({ id, kind, content }) => [kind, unseal(content, { table: 'messages.message', column: 'content_encrypted', row: id }).toString().includes('hospital.test/l/checkin.')]);
    expect(asks).toEqual([['confirmation', false], ['reminder', true]]);
  });
});

describe('the setting', () => {
  it('is changed by whoever keeps the queues, in the version that they saw', async () => {
    const { version } = (await hospital.desk.call<{ version: number }>(contract.phoneCheckIn, {})).body;
    const change = { active: true, before_minutes: 45, after_minutes: 15, version };
    expect((await hospital.desk.call(contract.setPhoneCheckIn, change)).status).toBe(403);
    expect((await hospital.administrator.call(contract.setPhoneCheckIn, change)).body).toMatchObject({ before_minutes: 45, version: version + 1 });
    expect((await hospital.administrator.call(contract.setPhoneCheckIn, change)).status).toBe(409);
    expect((await hospital.administrator.call(contract.setPhoneCheckIn, { ...change, before_minutes: 1, version: version + 1 })).status).toBe(400);
  });
});
