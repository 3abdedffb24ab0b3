import { connectToMail } from '@openward/platform/http/outbound';
import { createTransport } from 'nodemailer';
import type { Outcome } from '../../rules/again.ts';
import type { Content } from '../compose.ts';
import { secretOf, type SettingRow } from '../setting.ts';

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
}

/**
 * Hands an e-mail over to the hospital’s server for mail. Until the server has taken the command DATA nothing went out, whatever failed; from
 * then on only what the server answered is sure.
 */
export async function sendEmail(setting: SettingRow, content: Content, provider_id: string): Promise<Outcome> {
  let handing = false;
  const watch = (entry: { tnx?: string }, text: unknown): void => {
    if (entry.tnx === 'client' && text === 'DATA') handing = true;
  };
  const nothing = (): void => {};
  const { smtp_host, smtp_port } = setting;
  const password = secretOf(setting, 'smtp_password_encrypted');
  const connected = async (done: (error: Error | null, socket?: object) => void): Promise<void> => {
    try {
      done(null, { connection: await connectToMail({ host: smtp_host ?? '', port: smtp_port ?? 587, timeout_ms: 10_000 }) });
    } catch (error) {
      done(error as Error);
    }
  };
  const transport = createTransport({
    host: smtp_host ?? '', port: smtp_port ?? 587, secure: setting.smtp_security === 'tls',
    requireTLS: setting.smtp_security === 'starttls', ignoreTLS: setting.smtp_security === 'none',
    ...(setting.smtp_user === null ? {} : { auth: { user: setting.smtp_user, pass: password ?? '' } }),
    getSocket: (_options: unknown, done: (error: Error | null, socket?: object) => void) => void connected(done),
    connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, disableFileAccess: true, disableUrlAccess: true,
    transactionLog: true, logger: { level: nothing, trace: nothing, debug: watch as never, info: nothing, warn: nothing, error: nothing, fatal: nothing },
  });
  try {
    const { calendar } = content;
    await transport.sendMail({
      from: { name: setting.sender_name ?? '', address: setting.sender_address ?? '' }, to: { name: '', address: content.to },
      subject: content.subject ?? '', text: content.text, messageId: `<${provider_id}>`, dsn: { id: provider_id, return: 'headers', notify: ['failure'] }, headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': content.language },
      ...(calendar === null ? {} : { icalEvent: { method: calendar.method, filename: 'appointment.ics', content: calendar.content } }),
    });
    return { is: 'sent', provider_id };
  } catch (error) {
    return outcomeOf(error as SmtpError, handing);
  } finally {
    transport.close();
  }
}

/** What an error of the conversation means for the message. */
export function outcomeOf({ code = 'error', responseCode }: SmtpError, handing: boolean): Outcome {
  const why = `smtp_${String(responseCode ?? code).toLowerCase().replaceAll(/[^a-z]/g, '_')}`.replace(/_+$/, '');
  const refused = responseCode !== undefined && responseCode >= 500;
  // Refused by the answer to DATA itself: nothing of it was handed over.
  if (!handing || code === 'EENVELOPE') return { is: 'refused', why: responseCode === undefined ? why : refused ? 'smtp_refused' : 'smtp_not_now', again: !refused };
  return code === 'EMESSAGE' && refused ? { is: 'refused', why: 'smtp_refused', again: false } : { is: 'unknown', why: 'smtp_lost' };
}
