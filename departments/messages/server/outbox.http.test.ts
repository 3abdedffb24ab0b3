import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seal } from '@openward/platform/crypto';
import { patientsContract } from '@openward/patients/contract';
import { routes as patients } from '@openward/patients/mount';
import { type Client, openHospital, pdfText, type TestHospital } from '@openward/platform/testing';
import { messagesContract as contract, type Message, type MessageTold, type Preference, type Template } from '../contract/index.ts';
import { routes } from './mount.ts';
import { type MessagesHospital, messagesOver } from './testing/hospital.ts';
import { openOutside, type OutsideServer } from './testing/outside.ts';
import { kindsAre } from './subject.ts';
import { sendDue } from './worker.ts';

let hospital: TestHospital & MessagesHospital;
let desk: Client;
let nurse: Client;
let administrator: Client;
let provider: OutsideServer;
const kind = { id: randomUUID(), name: 'Heart ultrasound' };
beforeAll(async () => {
  hospital = await messagesOver(await openHospital({ messages: routes, patients }));
  provider = await openOutside();
  [desk, nurse, administrator] = await Promise.all([hospital.signIn('front-desk'), hospital.signIn('nurse'), hospital.signIn('administrator')]);
  kindsAre(async () => [kind]);
});
afterAll(async () => {
  await provider.close();
  await hospital.close();
});
beforeEach(() => {
  hospital.mail.taken.length = 0;
  hospital.mail.answers.clear();
});

const send = () => sendDue(hospital.database, { post: provider.post });
const aboutOf = async (patient_id: string, about_id: string) => (await desk.call<{ messages: MessageTold[] }>(contract.messagesAbout, { patient_id, about_id })).body.messages;
async function registered(email = `${randomUUID()}@example.test`): Promise<string> {
  const answer = await desk.call(patientsContract.register, { names: [{ family: randomUUID(), given: ['Ada'] }], sex: 'female', telecoms: [{ system: 'email', value: email }] });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body['id'] as string;
}
/** Sends somebody new a message; whose, which, and by what number it is known outside. */
async function sent(more: { email?: string } = {}): Promise<{ patient_id: string; about_id: string; message_id: string; provider_id: string }> {
  const patient_id = await registered(more.email);
  const about_id = await hospital.planned(patient_id);
  await send();
  const [row] = await hospital.asSuperuser<{ id: string; provider_id: string }>('select id, provider_id from messages.message where about_id = $1', [about_id]);
  return { patient_id, about_id, message_id: row!.id, provider_id: row!.provider_id };
}
const setSecret = (column: string, more: string) => {
  const sealed = seal('s3cret', { table: 'messages.setting', column: `${column}_encrypted`, row: 'one' });
  return hospital.asSuperuser(`update messages.setting set ${column}_encrypted = $1, ${more}`, [sealed]);
};
const hmac = (text: string) => createHmac('sha256', 's3cret').update(text).digest('hex');
const hook = (path: string, body: string, headers: Record<string, string> = {}) => hospital.visitor().send('POST', `/hooks/messages/${path}`, body, headers);

describe('the outbox', () => {
  it('shows first what a person must decide, and takes the decision once', async () => {
    hospital.mail.answers.set('RCPT', '550 5.1.1 nobody');
    const { patient_id, message_id } = await sent();
    const list = await desk.call<{ messages: Message[]; counts: Record<string, number> }>(contract.outbox, {});
    expect(list.body.messages.map(({ id }) => id)).toContain(message_id);
    expect(list.body.counts['to-decide']).toBeGreaterThan(0);
    expect((await nurse.call(contract.outbox, {})).status).toBe(403);
    const read = await desk.call(contract.readMessage, { patient_id, message_id });
    expect(read.body).toMatchObject({ message: { state: 'failed', why: 'smtp_refused' }, text: expect.stringContaining('hospital.test/l/thing.') });
    const answers = await Promise.all(['leave', 'leave'].map((as) => desk.call(contract.decide, { patient_id, message_id, as })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect((await desk.call<{ messages: Message[] }>(contract.outbox, {})).body.messages.map(({ id }) => id)).not.toContain(message_id);
    expect((await desk.call(contract.readMessage, { patient_id: await registered(), message_id })).status).toBe(404);
  });

  it('sends again what surely did not go out, and nothing that is too late', async () => {
    hospital.mail.answers.set('RCPT', '550 5.1.1 nobody');
    const { patient_id, message_id, about_id } = await sent({ email: 'again@example.test' });
    hospital.mail.answers.clear();
    expect((await desk.call(contract.decide, { patient_id, message_id, as: 'again' })).body['state']).toBe('planned');
    await send();
    expect(await hospital.states(about_id)).toEqual(['sent']);
    expect(hospital.mail.taken.filter(({ to }) => to.includes('again@example.test'))).toHaveLength(1);
    expect((await desk.call(contract.decide, { patient_id, message_id, as: 'again' })).body['code']).toBe('messages.decided');
    await hospital.asSuperuser(`update messages.message set state = 'failed', expires_at = now() where id = $1`, [message_id]);
    expect((await desk.call(contract.decide, { patient_id, message_id, as: 'again' })).body['code']).toBe('messages.too_late');
  });
});

describe('letters', () => {
  it('are printed with address, words and link, a page each, and stay until they are posted', async () => {
    const letters: { patient_id: string; message_id: string }[] = [];
    for (const line of ['1 Mill Lane', '2 Mill Lane']) {
      hospital.mail.answers.set('RCPT', '550 5.1.1 nobody');
      const { patient_id, message_id } = await sent();
      hospital.mail.answers.clear();
      await hospital.asSuperuser(`insert into patients.address (patient_id, position, lines, city, postal_code) values ($1, 0, array[$2], 'Wardleigh', 'WL1 2AB')`, [patient_id, line]);
      await desk.call(contract.decide, { patient_id, message_id, as: 'letter' });
      letters.push({ patient_id, message_id });
    }
    await send();
    const pdf = (await hospital.fastify.inject({ method: 'GET', url: '/api/messages/letters', headers: { cookie: `openward=${desk.session_token}` } })).rawPayload;
    const pages = pdfText(pdf).split('\f');
    expect(pages).toHaveLength(2);
    for (const [at, page] of pages.entries()) {
      expect(page).toContain(`${at + 1} Mill Lane`);
      expect(page).toContain('WL1 2AB Wardleigh');
      expect(page).toContain('Dear Ada');
      expect(page.replaceAll('\n', '')).toMatch(/https:\/\/hospital\.test\/l\/thing\./);
      expect(page).not.toMatch(/Oncology|Cancer|Lymphoma/);
    }
    for (const letter of letters) expect((await desk.call(contract.decide, { ...letter, as: 'sent' })).body['state']).toBe('sent');
    expect((await desk.send('GET', '/messages/letters')).status).toBe(404);
  });
});

describe('an e-mail that comes back', () => {
  beforeAll(() => setSecret('mail_secret', `mail_hook = 'signed'`));
  const bounced = (provider_id: string, code = '5.1.1') => JSON.stringify({ message_id: `<${provider_id}>`, status: 'bounced', code });

  it('is told of the appointment and to the outbox, and nothing more is sent there until somebody has checked', async () => {
    const { patient_id, about_id, message_id, provider_id } = await sent({ email: 'gone@example.test' });
    const body = bounced(provider_id);
    expect((await hook('bounces', body, { 'x-signature': hmac(body) })).status).toBe(204);
    expect(await aboutOf(patient_id, about_id)).toMatchObject([{ delivery: 'bounced', why: 'no_mailbox', state: 'sent' }]);
    expect((await desk.call<{ messages: Message[] }>(contract.outbox, {})).body.messages.map(({ id }) => id)).toContain(message_id);
    const { doubts } = (await desk.call<Preference>(contract.preference, { patient_id })).body;
    expect(doubts).toMatchObject([{ channel: 'email', address: 'gone@example.test', lasting: true }]);
    const next = await hospital.planned(patient_id);
    await send();
    expect(await hospital.states(next)).toEqual(['cancelled no_way']);
    const checked = await desk.call(contract.addressIsRight, { patient_id, doubt_id: doubts[0]!.id });
    expect(checked.body['doubts']).toEqual([]);
    expect((await desk.call(contract.addressIsRight, { patient_id, doubt_id: doubts[0]!.id })).status).toBe(404);
    const last = await hospital.planned(patient_id);
    await send();
    expect(await hospital.states(last)).toEqual(['sent']);
  });

  it('is no doubt of the address where the mailbox is full, nor of a new address', async () => {
    const full = await sent();
    const body = bounced(full.provider_id, '5.2.2');
    await hook('bounces', body, { 'x-signature': hmac(body) });
    expect((await desk.call<Preference>(contract.preference, { patient_id: full.patient_id })).body.doubts).toMatchObject([{ lasting: false }]);
    const gone = await sent();
    const other = bounced(gone.provider_id);
    await hook('bounces', other, { 'x-signature': hmac(other) });
    await hospital.asSuperuser(`update patients.telecom set value = 'new@example.test' where patient_id = $1`, [gone.patient_id]);
    expect((await desk.call<Preference>(contract.preference, { patient_id: gone.patient_id })).body.doubts).toEqual([]);
  });

  it('is told by the report of a mail server as it is', async () => {
    const { patient_id, about_id, provider_id } = await sent();
    const report = `Content-Type: multipart/report\r\n\r\nOriginal-Envelope-Id: ${provider_id}\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; Empfänger unbekannt\r\n`;
    const bytes = Buffer.from(report, 'latin1');
    const signature = createHmac('sha256', 's3cret').update(bytes).digest('hex');
    const answer = await hospital.fastify.inject({ method: 'POST', url: '/hooks/messages/bounces', headers: { 'content-type': 'message/rfc822', 'x-signature': signature }, payload: bytes });
    expect(answer.statusCode, answer.body).toBe(204);
    expect(await aboutOf(patient_id, about_id)).toMatchObject([{ delivery: 'bounced' }]);
  });

  it('is believed of nobody who does not know the secret, and of nobody late', async () => {
    const { patient_id, about_id, provider_id } = await sent();
    const body = bounced(provider_id);
    const old = String(Math.floor(Date.now() / 1000) - 2 * 86_400);
    const wrong = [{}, { 'x-signature': 'x' }, { 'x-signature': hmac(`${body} `) }, { 'x-signature': hmac(`${old}.${body}`), 'x-timestamp': old }, { 'x-signature': hmac(body), 'x-timestamp': old }];
    for (const headers of wrong) expect((await hook('bounces', body, headers as Record<string, string>)).status).toBe(403);
    expect(await aboutOf(patient_id, about_id)).toMatchObject([{ delivery: null }]);
  });

  it('changes nothing when the same is told again after somebody decided, and a message was sent anew', async () => {
    const { patient_id, about_id, message_id, provider_id } = await sent();
    const body = bounced(provider_id, '5.2.2');
    const told = () => hook('bounces', body, { 'x-signature': hmac(body) });
    await told();
    await desk.call(contract.decide, { patient_id, message_id, as: 'again' });
    await send();
    expect((await told()).status).toBe(204);
    // Nor does another receipt of the first sending.
    const late = bounced(provider_id, '5.1.1');
    await hook('bounces', late, { 'x-signature': hmac(late) });
    expect(await aboutOf(patient_id, about_id)).toMatchObject([{ state: 'sent', delivery: null }]);
  });

  it('is told by Mailgun, whose token counts once', async () => {
    await setSecret('mail_secret', `mail_hook = 'mailgun'`);
    const [one, other] = [await sent(), await sent()];
    const timestamp = String(Math.floor(Date.now() / 1000));
    const token = randomUUID();
    const event = ({ provider_id }: { provider_id: string }) => JSON.stringify({
      signature: { timestamp, token, signature: hmac(`${timestamp}${token}`) }, 'event-data': { event: 'failed', severity: 'permanent', message: { headers: { 'message-id': provider_id } }, 'delivery-status': { code: 550 } },
    });
    expect((await hook('bounces', event(one))).status).toBe(204);
    // Its signature does not cover what it tells: somebody who saw it may not tell something else by it.
    expect((await hook('bounces', event(other))).status).toBe(204);
    expect(await aboutOf(one.patient_id, one.about_id)).toMatchObject([{ delivery: 'bounced' }]);
    expect(await aboutOf(other.patient_id, other.about_id)).toMatchObject([{ delivery: null }]);
    await hospital.asSuperuser(`update messages.setting set mail_hook = 'none'`);
    expect((await hook('bounces', event(one))).status).toBe(403);
  });
});

describe('an SMS', () => {
  it('arrives or comes back as the provider tells, once and signed', async () => {
    await setSecret('sms_secret', `sms_shape = 'json', sms_url = 'https://outside.test/sms'`);
    const patient_id = await registered();
    await hospital.asSuperuser(`update patients.telecom set system = 'sms', value = '+49 170 1234567', e164 = '+491701234567' where patient_id = $1`, [patient_id]);
    const about_id = await hospital.planned(patient_id);
    await send();
    expect(await hospital.states(about_id)).toEqual(['sent']);
    expect(provider.taken.at(-1)).toMatchObject({ headers: { authorization: 'Bearer s3cret' }, body: expect.stringContaining('+491701234567') });
    const body = JSON.stringify({ id: 'p-1', status: 'UNDELIV' });
    expect((await hook('receipts', body, { 'x-signature': hmac(`${body}x`) })).status).toBe(403);
    expect((await hook('receipts', body, { 'x-signature': hmac(body) })).status).toBe(204);
    const arrived = JSON.stringify({ id: 'p-1', status: 'delivered' });
    await hook('receipts', arrived, { 'x-signature': hmac(arrived) });
    expect(await aboutOf(patient_id, about_id)).toMatchObject([{ channel: 'sms', delivery: 'bounced' }]);
    await hospital.asSuperuser(`update messages.setting set sms_shape = 'none'`);
    expect((await hook('receipts', arrived, { 'x-signature': hmac(arrived) })).status).toBe(403);
  });
});

describe('texts', () => {
  it('may be another for one kind of appointment, in one language', async () => {
    const listed = await administrator.call<{ templates: Template[]; appointment_kinds: { id: string; name: string }[] }>(contract.messageTemplates, {});
    expect(listed.body.appointment_kinds).toEqual([kind]);
    const text = { kind: 'confirmation', channel: 'email', language: 'en', visit_type_id: kind.id, subject: 'Your ultrasound', body: 'Please come fasting, {name}.' };
    expect((await administrator.call(contract.keepTemplate, text)).status).toBe(200);
    expect((await administrator.call(contract.keepTemplate, { ...text, visit_type_id: randomUUID() })).body['code']).toBe('messages.kind_unknown');
    const { templates } = (await administrator.call<{ templates: Template[] }>(contract.messageTemplates, {})).body;
    const own = templates.find(({ visit_type_id }) => visit_type_id === kind.id);
    expect(own).toMatchObject({ subject: 'Your ultrasound', version: 1 });
    expect((await desk.call(contract.keepTemplate, text)).status).toBe(403);
    expect((await administrator.call(contract.removeTemplate, { template_id: own!.id })).status).toBe(200);
  });
});
