import { afterAll, beforeAll, expect, it } from 'vitest';
import { schedulingContract as contract } from '../../contract/index.ts';
import { type ClinicHospital, openClinic } from '../test-hospital.ts';

let clinic: ClinicHospital;
beforeAll(async () => {
  clinic = await openClinic();
  await clinic.asSuperuser('update auth.account set staff_id = $2 where id = $1', [clinic.doctor.account_id, clinic.doctors[0].practitioner_id]);
});
afterAll(() => clinic.close());

const get = (url: string, headers: Record<string, string> = {}) => clinic.fastify.inject({ method: 'GET', url, headers });
const renew = async (): Promise<string> => (await clinic.doctor.call<{ path: string }>(contract.renewFeed, {})).body.path;

it('is one’s own appointments in UTC, without a patient, until it is renewed or revoked', async () => {
  const booked = await clinic.book(`${clinic.day(1)}T10:00`, [clinic.doctors[0].id]);
  await clinic.book(`${clinic.day(1)}T10:00`, [clinic.doctors[1].id]);
  const path = await renew();
  const answer = await get(path);
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.headers['content-type']).toContain('text/calendar');
  expect(answer.body.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  expect(answer.body).toContain(`UID:${booked.id}@openward`);
  expect(answer.body).toMatch(/DTSTART:\d{8}T\d{6}Z/);
  expect(answer.body).toContain('SUMMARY:Consultation\r\n');
  const etag = String(answer.headers['etag']);
  expect((await get(path, { 'if-none-match': etag })).statusCode).toBe(304);
  await clinic.desk.call(contract.cancel, { patient_id: booked.patient_id, appointment_id: booked.id, version: 1, by: 'patient', reason: 'Ill' });
  const after = await get(path, { 'if-none-match': etag });
  expect(after.statusCode).toBe(200);
  expect(after.body).toContain('STATUS:CANCELLED');
  expect(after.body).toMatch(/SEQUENCE:1\b/);
  const renewed = await renew();
  expect((await get(path)).statusCode).toBe(404);
  expect((await get(renewed)).statusCode).toBe(200);
  expect((await clinic.doctor.call(contract.revokeFeed, {})).body).toEqual({ revoked: true });
  expect((await get(renewed)).statusCode).toBe(404);
  const events = await clinic.asSuperuser<{ count: number }>(`select count(*)::int as count from audit.event where name = 'scheduling.feed.read' and outcome = 'success'`);
  expect(events[0]?.count).toBe(4);
});

it('shows initials only where the hospital allows it, and then says whose', async () => {
  const { body } = await clinic.administrator.call(contract.feedSetting, {});
  expect(body['initials_in_feeds']).toBe(false);
  expect((await clinic.administrator.call(contract.setFeedSetting, { version: body['version'], initials_in_feeds: true })).status).toBe(200);
  const patient_id = await clinic.patient({ names: [{ family: 'Adeyemi', given: ['Bola'] }] });
  await clinic.book(`${clinic.day(2)}T10:00`, [clinic.doctors[0].id], { patient_id });
  const { body: text } = await get(await renew());
  expect(text).toContain('Consultation · A.B.');
  expect(text).not.toMatch(/adeyemi|bola/i);
  const shown = await clinic.asSuperuser(`select from audit.event where name = 'scheduling.feed.read' and $1::uuid = any (shown)`, [patient_id]);
  expect(shown.length).toBeGreaterThan(0);
});

it('is not there for who has no calendar, and no address is guessed', async () => {
  expect((await clinic.nurse.call(contract.renewFeed, {})).body['code']).toBe('scheduling.no_calendar');
  expect((await get('/api/calendar-feeds/x')).statusCode).toBe(404);
  expect((await get(`/api/calendar-feeds/${'x'.repeat(43)}`)).statusCode).toBe(404);
});
