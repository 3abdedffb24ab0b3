import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openKeyring } from '@openward/platform/crypto';
import { testDatabase, type TestDatabase } from '@openward/platform/testing';
import type { MessageKind } from '../../contract/text.ts';
import { plan } from '../plan.ts';
import { openMailServer, type MailServer } from './mail-server.ts';
import { registerThings } from './thing.ts';

/** A hospital that sends e-mail about invented things, and the server that takes it; for tests. */
export interface MessagesHospital extends TestDatabase {
  mail: MailServer;
  /** Registers somebody who can be reached by e-mail. */
  patient(more?: { email?: string; language?: string }): Promise<string>;
  /** Plans a message about something new, and tells its id. */
  planned(patient_id: string, more?: { about_id?: string; version?: number; kind?: MessageKind; start?: Date; remind?: boolean }): Promise<string>;
  /** Registers what a message is about, as it stands. */
  thing(more?: { version?: number; off?: boolean }): Promise<string>;
  states(about_id: string): Promise<string[]>;
}

const system = { scope: 'system' } as const;

export async function openMessagesHospital(): Promise<MessagesHospital & { key_file: string }> {
  const testing = await testDatabase();
  const key_file = path.join(mkdtempSync(path.join(tmpdir(), 'openward-keys-')), 'key');
  await openKeyring(testing.database, { file: key_file });
  return { ...(await messagesOver(testing)), key_file };
}

/** The same over a hospital that is open already. */
export async function messagesOver<Testing extends TestDatabase>(testing: Testing): Promise<Testing & MessagesHospital> {
  const mail = await openMailServer();
  registerThings();
  const sql = testing.asSuperuser;
  await sql(`create table public.thing (id uuid primary key default uuidv7(), version int not null default 0, off boolean not null default false); grant select on public.thing to openward_app`);
  await sql(`update messages.setting set active = true, quiet_from = '00:00', quiet_to = '00:00', web_address = 'https://hospital.test', sender_name = 'Wardleigh', sender_address = 'clinic@hospital.test',
    smtp_host = '127.0.0.1', smtp_port = $1, smtp_security = 'none'`, [mail.port]);
  let count = 0;
  const thing: MessagesHospital['thing'] = async ({ version = 0, off = false } = {}) =>
    (await sql<{ id: string }>(`insert into public.thing (version, off) values ($1, $2) returning id`, [version, off]))[0]?.id ?? '';
  return {
    ...testing, mail, thing,
    async patient({ email, language = 'en' } = {}) {
      count += 1;
      const [row] = await sql<{ id: string }>(`insert into patients.patient (display_name, sort_name, sex, language, registered_at) values ($1, $1, 'female', $2, now()) returning id`, [`Ada ${count}`, language]);
      const id = row?.id ?? '';
      await sql(`insert into patients.telecom (patient_id, position, system, value) values ($1, 0, 'email', $2)`, [id, email ?? `ada${count}@example.test`]);
      return id;
    },
    async planned(patient_id, { about_id, version = 0, kind = 'confirmation', start = new Date(Date.now() + 3 * 86_400_000), remind = false } = {}) {
      const id = about_id ?? (await thing({ version }));
      await testing.database.transaction(system, (tx) =>
        plan(tx, [{ about_kind: 'thing', about_id: id, version, patient_id, kind, expires_at: start.toISOString(), remind_before: remind ? start.toISOString() : undefined }]));
      return id;
    },
    states: async (about_id) => (await sql<{ state: string }>(`select state || coalesce(' ' || why, '') as state from messages.message where about_id = $1 order by about_version, kind, lead_minutes`, [about_id])).map(({ state }) => state),
    async close() {
      await mail.close();
      await testing.close();
    },
  };
}
