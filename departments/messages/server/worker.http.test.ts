import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unseal } from '@openward/platform/crypto';
import { openMessagesHospital } from './testing/hospital.ts';
import { contentPlace } from './content.ts';
import { sendDue } from './worker.ts';

let hospital: Awaited<ReturnType<typeof openMessagesHospital>>;
beforeAll(async () => {
  hospital = await openMessagesHospital();
});
afterAll(() => hospital.close());
beforeEach(() => {
  hospital.mail.taken.length = 0;
  hospital.mail.answers.clear();
});

const mailsTo = (address: string) => hospital.mail.taken.filter(({ to }) => to.includes(address));
const send = () => sendDue(hospital.database);

/** A real process that is killed, without a chance to tidy up, where it stands. */
async function killAt(stop_at: 'claimed' | 'sent'): Promise<void> {
  const worker = spawn(process.execPath, [fileURLToPath(new URL('testing/worker-process.ts', import.meta.url))], {
    env: { ...process.env, TEST_WORKER: JSON.stringify({ connection: hospital.app, key_file: hospital.key_file, stop_at }) }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(worker.stdout, 'data');
  worker.kill('SIGKILL');
  await once(worker, 'exit');
}

describe('a message', () => {
  it('goes out once, in the patient’s words, and names neither specialty nor reason', async () => {
    const about = await hospital.planned(await hospital.patient({ email: 'once@example.test' }));
    await send();
    await send();
    expect(await hospital.states(about)).toEqual(['sent']);
    const [mail, ...more] = mailsTo('once@example.test');
    expect(more).toEqual([]);
    expect(mail?.data).toMatch(/text\/calendar;.*method=REQUEST/is);
    expect(mail?.data).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(mail?.data).not.toMatch(/oncology|cancer|chemo|lymphoma/i);
    expect(mail?.data).toContain('hospital.test/l/thing.');
    const [row] = await hospital.asSuperuser<{ id: string; content: Buffer }>('select id, content_encrypted as content from messages.message where about_id = $1', [about]);
    expect(row!.content.toString('latin1')).not.toContain('once@example.test');
    expect(JSON.parse(unseal(row!.content, contentPlace(row!.id)).toString())).toMatchObject({ to: 'once@example.test', language: 'en' });
  });

  it('names them to who agreed', async () => {
    const patient = await hospital.patient({ email: 'agreed@example.test' });
    await hospital.asSuperuser('insert into messages.preference (patient_id, may_name) values ($1, true)', [patient]);
    await hospital.planned(patient);
    await send();
    expect(mailsTo('agreed@example.test')[0]?.data).toContain('Oncology visit');
  });

  it('is planned once for a version, with the reminders that still lie ahead', async () => {
    const patient = await hospital.patient();
    const about = await hospital.planned(patient, { remind: true });
    await hospital.planned(patient, { about_id: about, remind: true });
    expect(await hospital.states(about)).toEqual(['planned', 'planned', 'planned']);
    const rows = await hospital.asSuperuser('select lead_minutes from messages.message where about_id = $1 order by 1', [about]);
    expect(rows).toEqual([{ lead_minutes: 0 }, { lead_minutes: 120 }, { lead_minutes: 1440 }]);
    // It moved: what was planned of the old time is gone.
    await hospital.asSuperuser('update public.thing set version = 1 where id = $1', [about]);
    await hospital.planned(patient, { about_id: about, version: 1, kind: 'moved', remind: true });
    expect(await hospital.states(about)).toEqual(['cancelled changed', 'cancelled changed', 'cancelled changed', 'planned', 'planned', 'planned']);
    await send();
  });

  it('is not planned where the hospital sends none', async () => {
    await hospital.asSuperuser('update messages.setting set active = false');
    const about = await hospital.planned(await hospital.patient());
    await hospital.asSuperuser('update messages.setting set active = true');
    expect(await hospital.states(about)).toEqual([]);
  });
});

describe('what has changed since it was planned', () => {
  it.each([
    ['an opt-out', `insert into messages.preference (patient_id, opted_out) values ($1, '{email,sms}')`, 'cancelled opted_out'],
    ['a death', `update patients.patient set deceased = true where id = $1`, 'cancelled deceased'],
    ['a refusal', `insert into patients.contact_rule (patient_id, consent, channels, may_leave_message) values ($1, 'refused', '{email}', true)`, 'cancelled refused'],
    ['a rule to say nothing to whoever answers', `insert into patients.contact_rule (patient_id, consent, channels, may_leave_message) values ($1, 'given', '{email}', false)`, 'cancelled by_hand'],
    ['a rule for other ways', `insert into patients.contact_rule (patient_id, consent, channels, may_leave_message) values ($1, 'given', '{call}', true)`, 'cancelled no_way'],
    ['an address that is taken away', `delete from patients.telecom where patient_id = $1`, 'cancelled no_way'],
  ])('%s counts when it is sent', async (_what, change, state) => {
    const patient = await hospital.patient();
    const about = await hospital.planned(patient);
    await hospital.asSuperuser(change, [patient]);
    await send();
    expect(await hospital.states(about)).toEqual([state]);
    expect(hospital.mail.taken).toEqual([]);
  });

  it('a merge: the record that stands gets it', async () => {
    const [merged, stands] = [await hospital.patient({ email: 'merged@example.test' }), await hospital.patient({ email: 'stands@example.test' })];
    const about = await hospital.planned(merged);
    await hospital.asSuperuser(`set session_replication_role = replica; update patients.patient set survivor_id = '${stands}' where id = '${merged}'; set session_replication_role = origin`);
    await send();
    expect(await hospital.states(about)).toEqual(['sent']);
    expect([mailsTo('merged@example.test').length, mailsTo('stands@example.test').length]).toEqual([0, 1]);
  });

  it('what it is about was called off, or moved', async () => {
    const patient = await hospital.patient();
    const [off, moved] = [await hospital.planned(patient), await hospital.planned(patient)];
    await hospital.asSuperuser('update public.thing set off = true where id = $1', [off]);
    await hospital.asSuperuser('update public.thing set version = 3 where id = $1', [moved]);
    await send();
    expect([await hospital.states(off), await hospital.states(moved)]).toEqual([['cancelled gone'], ['cancelled changed']]);
    expect(hospital.mail.taken).toEqual([]);
  });
});

describe('a server that is killed', () => {
  it.each([['between the claim and the sending', 'claimed', 0], ['after the sending', 'sent', 1]] as const)('%s has sent at most one, and staff are told', async (_when, stop_at, mails) => {
    const address = `killed-${stop_at}@example.test`;
    const about = await hospital.planned(await hospital.patient({ email: address }));
    await killAt(stop_at);
    expect(await hospital.states(about)).toEqual(['claimed']);
    await send();
    expect(await hospital.states(about)).toEqual(['claimed']);
    await hospital.asSuperuser(`update messages.message set claimed_at = now() - interval '6 minutes' where about_id = $1`, [about]);
    await send();
    await send();
    expect(await hospital.states(about)).toEqual(['unresolved lost']);
    expect(mailsTo(address)).toHaveLength(mails);
  });
});

describe('two servers', () => {
  it('that send at the same time send each message once', async () => {
    const all = [];
    for (let n = 0; n < 30; n += 1) all.push(await hospital.planned(await hospital.patient({ email: `race${n}@example.test` })));
    await Promise.all([send(), send(), send()]);
    for (const about of all) expect(await hospital.states(about)).toEqual(['sent']);
    for (let n = 0; n < 30; n += 1) expect(mailsTo(`race${n}@example.test`)).toHaveLength(1);
  });
});

describe('what the mail server answers', () => {
  it.each([
    ['later, before it has anything', 'RCPT', '450 4.2.1 not now', 'planned smtp_not_now'],
    ['no', 'RCPT', '550 5.1.1 nobody', 'failed smtp_refused'],
    ['no, when it has all of it', '.', '554 5.7.1 spam', 'failed smtp_refused'],
    ['later, when it has all of it', '.', '451 4.3.0 not now', 'unresolved smtp_lost'],
    ['nothing, when it has all of it', '.', 'hang up', 'unresolved smtp_lost'],
    ['nothing, before', 'RCPT', 'hang up', 'planned'],
  ])('%s', async (_what, command, answer, state) => {
    hospital.mail.answers.set(command, answer);
    const about = await hospital.planned(await hospital.patient());
    await send();
    const [stands = ''] = await hospital.states(about);
    expect(stands.startsWith(state), stands).toBe(true);
    hospital.mail.answers.clear();
    await send();
    // What is tried again waits for its time.
    expect((await hospital.states(about))[0]?.startsWith(state)).toBe(true);
    const before = hospital.mail.taken.length;
    await hospital.asSuperuser(`update messages.message set due_at = now() where about_id = $1`, [about]);
    await send();
    expect(hospital.mail.taken.length - before).toBe(state.startsWith('planned') ? 1 : 0);
  });

  it('is tried again five times, and then left to a person', async () => {
    hospital.mail.answers.set('RCPT', '450 4.2.1 not now');
    const about = await hospital.planned(await hospital.patient());
    for (let n = 0; n < 6; n += 1) {
      await hospital.asSuperuser(`update messages.message set due_at = now() where about_id = $1`, [about]);
      await send();
    }
    expect(await hospital.states(about)).toEqual(['failed smtp_not_now']);
    expect(await hospital.asSuperuser('select tries from messages.message where about_id = $1', [about])).toEqual([{ tries: 6 }]);
  });
});
