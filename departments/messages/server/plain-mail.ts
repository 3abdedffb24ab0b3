import { randomUUID } from 'node:crypto';
import type { Database } from '@openward/platform/db';
import { sendEmail } from './carriers/email.ts';
import { readSetting } from './setting.ts';

/** An e-mail that was not sent, or of which that is not known. */
export class NotMailed extends Error {
  readonly code: string;
  /** Whether it is certain that nothing went out. */
  readonly nothing_sent: boolean;
  constructor(code: string, nothing_sent: boolean) {
    super(code);
    this.code = code;
    this.nothing_sent = nothing_sent;
  }
}

/** Sends a text to somebody who is no patient, at once, through the hospital’s server for mail. Throws `NotMailed`. */
export async function mailPlainly(database: Database, { to, subject, text }: { to: string; subject: string; text: string }): Promise<void> {
  const setting = await database.transaction({ scope: 'system' }, readSetting);
  if (setting.smtp_host === null) throw new NotMailed('smtp_not_set', true);
  const outcome = await sendEmail(setting, { to, subject, text, language: 'en', calendar: null }, `${randomUUID()}@openward.invalid`);
  if (outcome.is !== 'sent') throw new NotMailed(outcome.why, outcome.is === 'refused');
}
