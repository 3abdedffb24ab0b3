import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeLink } from '@openward/messages/api';
import { routes as messages } from '@openward/messages/mount';
import { createHttpServer } from '@openward/platform/http';
import { authenticatorOf } from '@openward/platform/auth';
import { type ClinicHospital, openClinic } from './test-hospital.ts';

let clinic: ClinicHospital;
let server: ReturnType<typeof createHttpServer>;
beforeAll(async () => {
  clinic = await openClinic();
  server = createHttpServer({ database: clinic.database, authenticator: authenticatorOf(clinic.database) }, { messages });
  await server.ready();
});
afterAll(async () => {
  await server.close();
  await clinic.close();
});

it('changes nothing when it is opened, and confirms and cancels when a button is pressed', async () => {
  await clinic.asSuperuser('update messages.setting set active = true');
  const { id, start } = await clinic.book(`${clinic.day(0)}T09:00`, [clinic.doctors[0].id]);
  expect(await clinic.asSuperuser(`select kind from messages.message where about_id = $1 and kind = 'confirmation'`, [id])).toHaveLength(1);
  const token = makeLink({ purpose: 'a', id, version: 0, expires_at: new Date(start) });
  const stands = async () => (await clinic.asSuperuser(`select status, version, confirmed_at is not null as confirmed from scheduling.appointment where id = $1`, [id]))[0];
  const page = await server.inject({ method: 'GET', url: `/l/${token}` });
  expect(page.statusCode, page.body).toBe(200);
  expect(page.body).not.toMatch(/Consultation|Yusuf|<script/);
  expect(await stands()).toEqual({ status: 'booked', version: 1, confirmed: false });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const press = (name: string) => server.inject({ method: 'POST', url: `/l/${token}/${name}`, headers: form, payload: '' });
  expect((await press('confirm')).statusCode).toBe(200);
  expect(await stands()).toMatchObject({ confirmed: true });
  expect((await press('other-time')).statusCode).toBe(200);
  expect((await press('cancel')).statusCode).toBe(410);
  expect(await stands()).toMatchObject({ status: 'cancelled' });
  expect((await server.inject({ method: 'GET', url: `/l/${token.slice(0, -1)}${token.endsWith('x') ? 'y' : 'x'}` })).statusCode).toBe(404);
});
