import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, Card, CheckField, ChoiceField, FieldGrid, FormFrame, NumberField, Page, PasswordField, TextField, toast, useApiForm, useFieldValue, useWords, withoutBlanks } from '@openward/platform/ui';
import { z } from 'zod';
import type { MessageSetting } from '../../contract/index.ts';
import { messageQueries, messages } from '../client.ts';

const text = z.string().optional();
const Fields = z.object({
  active: z.boolean(), reminders: z.string(), quiet_from: z.string(), quiet_to: z.string(), web_address: text, sender_name: text, sender_address: text,
  smtp_host: text, smtp_port: z.number().optional(), smtp_security: z.enum(['tls', 'starttls', 'none']), smtp_user: text, smtp_password: text, mail_hook: z.enum(['none', 'signed', 'mailgun']), mail_secret: text,
  sms_shape: z.enum(['none', 'json', 'form', 'twilio']), sms_url: text, sms_user: text, sms_secret: text, sms_sender: text,
});
type Values = z.output<typeof Fields>;

/** How messages are sent: when patients are reminded, quiet hours, the server for e-mail, the provider of SMS. */
export default function SettingScreen() {
  const t = useWords();
  const setting = useQuery(messageQueries.messageSetting.queryOptions({ input: {} }));
  return (
    <Page title={t('How messages are sent')}>
      <Answer of={setting}>{(found) => <SettingForm key={found.version} setting={found} />}</Answer>
    </Page>
  );
}

/** `7d, 1d, 2h` as people write it. */
const reminderText = (minutes: readonly number[]): string => minutes.map((each) => (each % 1440 === 0 ? `${each / 1440}d` : each % 60 === 0 ? `${each / 60}h` : `${each}m`)).join(', ');

/** NaN for what is no time: the server says so. */
function minutesOf(typed: string): number[] {
  return typed.split(',').map((part) => part.trim()).filter((part) => part !== '').map((part) => {
    const [, count, unit] = /^(\d+) ?([dhm])$/.exec(part) ?? [];
    return count === undefined ? 0 : Number(count) * (unit === 'd' ? 1440 : unit === 'h' ? 60 : 1);
  });
}

const filled = (value: string | undefined): string | null => (value === undefined || value.trim() === '' ? null : value.trim());

function SettingForm({ setting }: { setting: MessageSetting }) {
  const t = useWords();
  const client = useQueryClient();
  const { version, reminder_minutes, smtp_password_set, mail_secret_set, sms_secret_set, sms_fields, ...rest } = setting;
  const api = useApiForm({
    name: 'messages.setting',
    schema: Fields,
    draft: false,
    saved: {
      values: {
        active: rest.active, reminders: reminderText(reminder_minutes), quiet_from: rest.quiet_from, quiet_to: rest.quiet_to, web_address: rest.web_address ?? '',
        sender_name: rest.sender_name ?? '', sender_address: rest.sender_address ?? '', smtp_host: rest.smtp_host ?? '', smtp_port: rest.smtp_port ?? undefined,
        smtp_security: rest.smtp_security, smtp_user: rest.smtp_user ?? '', smtp_password: '', mail_hook: rest.mail_hook, mail_secret: '', sms_shape: rest.sms_shape, sms_url: rest.sms_url ?? '',
        sms_user: rest.sms_user ?? '', sms_secret: '', sms_sender: rest.sms_sender ?? '',
      },
    },
    toInput: withoutBlanks,
    send: (values: Values, { version: _version, ...context }) =>
      messages.changeMessageSetting({
        version, active: values.active, reminder_minutes: minutesOf(values.reminders ?? ''), quiet_from: values.quiet_from, quiet_to: values.quiet_to,
        web_address: filled(values.web_address), sender_name: filled(values.sender_name), sender_address: filled(values.sender_address),
        smtp_host: filled(values.smtp_host), smtp_port: values.smtp_port ?? null, smtp_security: values.smtp_security, smtp_user: filled(values.smtp_user),
        ...(filled(values.smtp_password) === null ? {} : { smtp_password: values.smtp_password }),
        mail_hook: values.mail_hook, ...(filled(values.mail_secret) === null ? {} : { mail_secret: values.mail_secret }),
        sms_shape: values.sms_shape, sms_url: filled(values.sms_url), sms_user: filled(values.sms_user), sms_sender: filled(values.sms_sender), sms_fields,
        ...(filled(values.sms_secret) === null ? {} : { sms_secret: values.sms_secret }),
      }, { context }),
    onDone: async () => {
      await client.invalidateQueries({ queryKey: messageQueries.messageSetting.key() });
      toast({ text: t('Saved') });
    },
  });
  return (
    <FormFrame of={api} submitLabel={t('Save')}>
      <Card title={t('When')}>
        <FieldGrid>
          <CheckField path="active" label={t('Messages are sent')} />
          <TextField path="reminders" label={t('Reminders before an appointment, such as 7d, 1d, 2h')} span={6} />
          <TextField path="quiet_from" label={t('Quiet from')} span={3} />
          <TextField path="quiet_to" label={t('Quiet until')} span={3} />
          <TextField path="sender_name" label={t('Who writes, as patients read it')} span={6} />
          <TextField path="web_address" label={t('Address of this server for patients, where it is another')} span={6} />
        </FieldGrid>
      </Card>
      <Card title={t('E-mail')}>
        <FieldGrid>
          <TextField path="sender_address" label={t('Address of the sender')} span={6} inputMode="email" />
          <TextField path="smtp_host" label={t('Server (SMTP)')} span={6} />
          <NumberField path="smtp_port" label={t('Port')} span={3} />
          <ChoiceField path="smtp_security" label={t('Encryption')} span={3} choices={[{ value: 'starttls', label: t('STARTTLS') }, { value: 'tls', label: t('TLS') }, { value: 'none', label: t('None') }]} />
          <TextField path="smtp_user" label={t('Account')} span={3} />
          <PasswordField path="smtp_password" label={smtp_password_set ? t('Password (kept unless another is typed)') : t('Password')} autoComplete="new-password" />
          <ChoiceField path="mail_hook" label={t('Who tells that an e-mail came back')} span={6} choices={[{ value: 'none', label: t('Nobody') }, { value: 'signed', label: t('The mail server of the hospital, signed') }, { value: 'mailgun', label: t('Mailgun') }]} />
          <MailSecret set={mail_secret_set} />
        </FieldGrid>
      </Card>
      <Card title={t('SMS')}>
        <FieldGrid>
          <ChoiceField path="sms_shape" label={t('Provider')} span={6} choices={[{ value: 'none', label: t('None') }, { value: 'twilio', label: t('Twilio, or what speaks as it does') }, { value: 'json', label: t('Any, by JSON') }, { value: 'form', label: t('Any, by a form') }]} />
          <SmsFields secret_set={sms_secret_set} />
        </FieldGrid>
      </Card>
    </FormFrame>
  );
}

function MailSecret({ set }: { set: boolean }) {
  const t = useWords();
  if (useFieldValue('mail_hook') === 'none') return null;
  return <PasswordField path="mail_secret" label={set ? t('Secret (kept unless another is typed)') : t('Secret')} autoComplete="new-password" />;
}

function SmsFields({ secret_set }: { secret_set: boolean }) {
  const t = useWords();
  if (useFieldValue('sms_shape') === 'none') return null;
  return (
    <>
      <TextField path="sms_url" label={t('Address (https)')} span={6} />
      <TextField path="sms_sender" label={t('Sender')} span={3} />
      <TextField path="sms_user" label={t('Account')} span={3} />
      <PasswordField path="sms_secret" label={secret_set ? t('Secret (kept unless another is typed)') : t('Secret')} autoComplete="new-password" />
    </>
  );
}
