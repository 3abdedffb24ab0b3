import { sql } from 'kysely';
import type { Tx } from '@openward/platform/db';
import { momentAt } from '@openward/platform/time';
import type { Channel, MessageKind } from '../contract/text.ts';
import type { Filling } from '../rules/fill.ts';
import { fill } from '../rules/fill.ts';
import { type Language, languageOf, neutralWhat, shippedText } from '../rules/texts.ts';
import { makeLink } from './link.ts';
import type { Wishes } from './reach.sql.ts';
import type { SettingRow } from './setting.ts';
import { linkAlong, type SubjectNow } from './subject.ts';
import { webAddress } from './web-address.ts';

/** What is handed over to be sent. Kept sealed with the message. */
export interface Content {
  to: string;
  subject: string | null;
  text: string;
  language: Language;
  /** A file for a calendar, of an e-mail. */
  calendar: SubjectNow['calendar'];
}

export interface ToCompose {
  kind: MessageKind;
  channel: Channel;
  address: string;
  about_kind: string;
  about_id: string;
  subject: SubjectNow;
  wishes: Wishes;
  setting: SettingRow;
  hospital: string;
}

/** Puts a message into the words of the hospital, in the patient’s language. */
export async function compose(tx: Tx, { kind, channel, address, about_kind, about_id, subject, wishes, setting, hospital }: ToCompose): Promise<Content> {
  const spoken = wishes.language?.split('-')[0]?.toLowerCase() ?? 'en';
  const language = languageOf(wishes.language);
  // A text for one kind of appointment may name it by its own words: it is for those who agreed.
  const { rows } = await sql<{ subject: string | null; body: string }>`
    select subject, body from messages.template where kind = ${kind} and channel = ${channel} and language in (${spoken}, ${language})
      and (visit_type_id is null or (${wishes.may_name} and visit_type_id = ${subject.visit_type_id}::uuid))
    order by language = ${spoken} desc, visit_type_id is null limit 1`.execute(tx);
  const template = rows[0] ?? shippedText(kind, channel, language);
  const { link } = subject;
  const expires_at = new Date(Date.parse(subject.start));
  const base = `${setting.web_address ?? webAddress()}/l/`;
  const along = await linkAlong(tx, about_kind, about_id, kind);
  const filling: Filling = {
    hospital: setting.sender_name ?? hospital, ...whenIn(language, subject), number: subject.number, name: wishes.name,
    link: link === null ? '' : base + makeLink({ purpose: link, id: about_id, version: subject.version, expires_at }), check_in: along === null ? '' : base + makeLink(along),
    what: subject.what, with: subject.with, place: subject.place, reason: subject.reason,
  };
  const neutral = { what: neutralWhat[language], hospital: filling.hospital };
  const filled = (text: string) => fill(text, filling, wishes.may_name, neutral);
  return { to: address, subject: template.subject === null ? null : filled(template.subject), text: filled(template.body), language, calendar: channel === 'email' ? subject.calendar : null };
}

/** Day and time as a patient reads them, on the clock of the place; in figures that every telephone has. */
export function whenIn(language: Language, { start, zone }: Pick<SubjectNow, 'start' | 'zone'>): { date: string; time: string } {
  const instant = new Date(start);
  const locale = language === 'ar' ? 'ar-u-nu-latn-ca-gregory' : 'en-GB';
  return {
    date: new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(instant),
    time: momentAt(instant.toISOString(), zone).wall_clock.slice(11, 16),
  };
}
