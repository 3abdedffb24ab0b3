import { endpoint } from '@openward/platform/http/contract';
import { z } from 'zod';
import { clock, line, version } from './text.ts';

const host = z.string().trim().max(253).regex(/^[A-Za-z0-9.:-]+$/, 'Is not the name of a server');
const field = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,40}$/, 'Is not the name of a field');
const fields = {
  active: z.boolean(),
  reminder_minutes: z.array(z.int().min(15).max(43_200)).max(6),
  quiet_from: clock,
  quiet_to: clock,
  web_address: z.string().regex(/^https?:\/\/[^/\s]{1,250}$/, 'Is not an address such as https://hospital.example').nullable(),
  sender_name: line(100).nullable(),
  sender_address: z.email().max(200).nullable(),
  smtp_host: host.nullable(),
  smtp_port: z.int().min(1).max(65_535).nullable(),
  smtp_security: z.enum(['tls', 'starttls', 'none']),
  smtp_user: line(200).nullable(),
  /** How it is signed what became of an e-mail. */
  mail_hook: z.enum(['none', 'signed', 'mailgun']),
  sms_shape: z.enum(['none', 'json', 'form', 'twilio']),
  sms_url: z.string().max(500).regex(/^https:\/\/[^\s]+$/, 'Begins with https://').nullable(),
  sms_user: line(200).nullable(),
  sms_sender: line(40).nullable(),
  sms_fields: z.strictObject({ to: field, from: field, text: field, id: field }),
};

export const MessageSetting = z.object({ ...fields, smtp_password_set: z.boolean(), mail_secret_set: z.boolean(), sms_secret_set: z.boolean(), version: z.int() });
export type MessageSetting = z.output<typeof MessageSetting>;

const manage = { permission: 'messages.manage', patient: 'none' } as const;
/** Left out: stays as it is. Null: is taken away. */
const secret = z.string().min(1).max(500).nullable().optional();

export const settingContract = {
  messageSetting: endpoint({ method: 'GET', path: '/messages/setting', summary: 'How messages are sent', ...manage, event: 'none' })
    .input(z.strictObject({}))
    .output(MessageSetting),

  changeMessageSetting: endpoint({ method: 'PUT', path: '/messages/setting', summary: 'Change how messages are sent', ...manage, event: 'messages.setting.change' })
    .input(z.strictObject({ ...fields, version, smtp_password: secret, mail_secret: secret, sms_secret: secret }))
    .output(MessageSetting),
};
