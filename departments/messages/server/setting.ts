import { sql } from 'kysely';
import { seal, unseal } from '@openward/platform/crypto';
import type { Tx } from '@openward/platform/db';
import { Problem, serve } from '@openward/platform/http';
import { messagesContract as contract, type Channel, type MessageSetting } from '../contract/index.ts';

export interface SettingRow extends Omit<MessageSetting, 'smtp_password_set' | 'sms_secret_set' | 'mail_secret_set'> {
  smtp_password_encrypted: Buffer | null;
  mail_secret_encrypted: Buffer | null;
  sms_secret_encrypted: Buffer | null;
}

type Secret = 'smtp_password_encrypted' | 'mail_secret_encrypted' | 'sms_secret_encrypted';
const place = (column: Secret) => ({ table: 'messages.setting', column, row: 'one' });

/** A secret of the settings, opened. */
export const secretOf = (setting: SettingRow, column: Secret): string | null => {
  const sealed = setting[column];
  return sealed === null ? null : unseal(sealed, place(column)).toString('utf8');
};

export async function readSetting(tx: Tx): Promise<SettingRow> {
  const { rows } = await sql<SettingRow>`select active, reminder_minutes, to_char(quiet_from, 'HH24:MI') as quiet_from, to_char(quiet_to, 'HH24:MI') as quiet_to,
    web_address, sender_name, sender_address, smtp_host, smtp_port, smtp_security, smtp_user, smtp_password_encrypted, mail_hook, mail_secret_encrypted,
    sms_shape, sms_url, sms_user, sms_secret_encrypted, sms_sender, sms_fields, version from messages.setting`.execute(tx);
  return rows[0]!;
}

/** Ways that the hospital has set up; a letter needs a printer only. */
export const waysOf = (setting: SettingRow): Channel[] =>
  [...(setting.smtp_host === null ? [] : ['email' as const]), ...(setting.sms_shape === 'none' ? [] : ['sms' as const]), 'letter'];

const shown = ({ smtp_password_encrypted, mail_secret_encrypted, sms_secret_encrypted, ...setting }: SettingRow): MessageSetting =>
  ({ ...setting, mail_secret_set: mail_secret_encrypted !== null, smtp_password_set: smtp_password_encrypted !== null, sms_secret_set: sms_secret_encrypted !== null });

export const messageSetting = serve(contract.messageSetting, async (_input, { tx }) => shown(await readSetting(tx)));

export const changeMessageSetting = serve(contract.changeMessageSetting, async ({ version, smtp_password, mail_secret, sms_secret, ...it }, { tx }) => {
  const stands = await readSetting(tx);
  // A secret goes to the server that it was typed for, and to no other.
  const elsewhere = it.smtp_host !== stands.smtp_host || it.smtp_port !== stands.smtp_port;
  const sealed = (value: string | null | undefined, column: Secret, moved: boolean): Buffer | null =>
    value === undefined ? (moved ? null : stands[column]) : value === null ? null : seal(value, place(column));
  const { numAffectedRows } = await sql`update messages.setting set active = ${it.active},
      reminder_minutes = array(select distinct unnest(${it.reminder_minutes}::int[]) order by 1 desc), quiet_from = ${it.quiet_from}::time, quiet_to = ${it.quiet_to}::time,
      web_address = ${it.web_address}, sender_name = ${it.sender_name}, sender_address = ${it.sender_address},
      smtp_host = ${it.smtp_host}, smtp_port = ${it.smtp_port}, smtp_security = ${it.smtp_security}, smtp_user = ${it.smtp_user},
      smtp_password_encrypted = ${sealed(smtp_password, 'smtp_password_encrypted', elsewhere)},
      mail_hook = ${it.mail_hook}, mail_secret_encrypted = ${sealed(mail_secret, 'mail_secret_encrypted', it.mail_hook !== stands.mail_hook)},
      sms_shape = ${it.sms_shape}, sms_url = ${it.sms_url}, sms_user = ${it.sms_user}, sms_sender = ${it.sms_sender}, sms_fields = ${JSON.stringify(it.sms_fields)}::jsonb,
      sms_secret_encrypted = ${sealed(sms_secret, 'sms_secret_encrypted', it.sms_url !== stands.sms_url)},
      version = version + 1, updated_at = now(), updated_by = platform.actor_id()
    where version = ${version}`.execute(tx);
  if (numAffectedRows !== 1n) throw new Problem(409, 'messages.changed', 'Somebody has changed this meanwhile', { field: 'version', current: shown(stands) });
  return shown(await readSetting(tx));
});
