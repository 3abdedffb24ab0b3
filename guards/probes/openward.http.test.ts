// The mistakes of others, tried on a hospital with every department; probes.test.ts shows that each probe sees what it looks for.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, openHospital, type TestHospital } from '@openward/platform/testing';
import { contracts } from '../../app/contracts.ts';
import { routes } from '../../app/departments.ts';
import * as probes from './probes.ts';
import type { Target, Who } from './target.ts';

const { patients } = contracts;
let hospital: TestHospital;
let target: Target;

/** A picture of one point. */
const picture = (): string => {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452000000000000000008060000', 'hex');
  head.writeUInt32BE(1, 16);
  head.writeUInt32BE(1, 20);
  return Buffer.concat([head, Buffer.from('a face')]).toString('base64');
};

beforeAll(async () => {
  hospital = await openHospital(routes);
  const clerk = await hospital.signIn('front-desk');
  const privacy = await hospital.signIn('compliance');
  const registered = async (surname: string) => ({ id: (await clerk.call(patients.register, { names: [{ family: surname }], birth_date: '1980-02-03', sex: 'female' })).body['id'] as string, surname });
  const people = { one: await registered('Zyxwane'), other: await registered('Qvornby'), restricted: await registered('Xulthor') };
  const photo = await clerk.call(patients.putPhoto, { patient_id: people.other.id, version: 1, content_base64: picture() });
  expect(photo.status, photo.text).toBe(200);
  expect((await privacy.call(patients.restrict, { patient_id: people.restricted.id, version: 1, restricted: true, reason: 'A member of staff' })).status).toBe(200);
  const ended = await hospital.signIn('front-desk');
  await hospital.asSuperuser(`update auth.session set created_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where account_id = $1`, [ended.account_id]);
  const clients: Record<Who, Client> = { visitor: hospital.visitor(), ended, patient: await hospital.signIn('patient'), clinician: await hospital.signIn('doctor'), clerk };
  target = {
    patients: people,
    photo_id: photo.body['photo'].id,
    async ask(who, method, url, body, headers = {}, unforged = false) {
      const answer = await hospital.fastify.inject({
        method: method as 'GET', url,
        headers: {
          ...(who === 'visitor' ? {} : { cookie: `openward=${clients[who].session_token}` }), ...(unforged ? {} : { 'x-openward': '1' }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers,
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      return { status: answer.statusCode, text: answer.body, headers: answer.headers };
    },
  };
});
afterAll(() => hospital.close());

test('those who may do what they may: a probe that reaches nothing would find nothing', async () => {
  const { one, other, restricted } = target.patients;
  expect(await target.ask('clerk', 'GET', `/api/patients/${one.id}`)).toMatchObject({ status: 200, text: expect.stringContaining(one.surname) });
  expect(await target.ask('clerk', 'GET', `/api/patients/${other.id}/photo?photo_id=${target.photo_id}`)).toMatchObject({ status: 200 });
  expect(await target.ask('clinician', 'GET', `/fhir/R4/Patient?family=${one.surname}`)).toMatchObject({ status: 200, text: expect.stringContaining(one.surname) });
  expect((await target.ask('clinician', 'GET', `/api/patients/${restricted.id}`)).status).toBe(403);
});

test.each(Object.entries(probes))('%s', async (_name, probe) => { expect(await probe(target)).toEqual([]); });
