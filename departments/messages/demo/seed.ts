import { sql } from 'kysely';
import { seal } from '@openward/platform/crypto';
import type { Tx } from '@openward/platform/db';
import { readInstallation } from '@openward/platform/installation';
import type { Channel, MessageKind } from '../contract/index.ts';
import { compose } from '../server/compose.ts';
import { contentPlace } from '../server/content.ts';
import { doubtAddress } from '../server/doubt.ts';
import { wishesOf } from '../server/reach.sql.ts';
import { readSetting } from '../server/setting.ts';
import { readSubject } from '../server/subject.ts';

/** Something that its patient is told of. */
export interface ToldOf {
  about_kind: string;
  about_id: string;
  version: number;
  patient_id: string;
  start: string;
}

interface Case {
  kind: MessageKind;
  lead?: number;
  channel: Channel | null;
  state: string;
  why?: string;
  delivery?: 'delivered' | 'bounced';
  answer?: 'confirmed' | 'other-time' | 'cancelled';
}

/** What comes of messages, the more usual the more often. */
const cases: readonly Case[] = [
  { kind: 'reminder', lead: 1440, channel: 'sms', state: 'sent', delivery: 'delivered', answer: 'confirmed' },
  { kind: 'confirmation', channel: 'email', state: 'sent', delivery: 'delivered' },
  { kind: 'reminder', lead: 120, channel: null, state: 'planned' },
  { kind: 'reminder', lead: 1440, channel: 'sms', state: 'sent', delivery: 'delivered' },
  { kind: 'confirmation', channel: 'email', state: 'sent', delivery: 'bounced', why: 'no_mailbox' },
  { kind: 'moved', channel: 'email', state: 'sent', answer: 'other-time' },
  { kind: 'reminder', lead: 1440, channel: null, state: 'cancelled', why: 'by_hand' },
  { kind: 'reminder', lead: 1440, channel: 'sms', state: 'unresolved', why: 'sms_lost' },
  { kind: 'confirmation', channel: 'letter', state: 'to-print' },
  { kind: 'reminder', lead: 120, channel: null, state: 'planned' },
  { kind: 'confirmation', channel: 'email', state: 'failed', why: 'smtp_refused' },
  { kind: 'reminder', lead: 10_080, channel: 'email', state: 'sent', delivery: 'delivered', answer: 'confirmed' },
];

const minute = 60_000;

/** Gives each of these a message, in mixed states: what was sent and answered, what came back, what waits, what a person must decide. Returns how many. */
export async function seedMessages(tx: Tx, all: readonly ToldOf[], now: Date): Promise<number> {
  // Where the server is reached is not known before it listens, and a link on paper is whole.
  const setting = { ...(await readSetting(tx)), web_address: 'https://wardleigh.example' };
  const hospital = (await readInstallation(tx))?.hospital_name ?? 'OpenWard';
  let count = 0;
  for (const [at, { about_kind, about_id, version, patient_id, start }] of all.entries()) {
    const { kind, lead = 0, channel, state, why = null, delivery = null, answer = null } = cases[at % cases.length]!;
    const [subject, wishes] = [await readSubject(tx, about_kind, about_id), await wishesOf(tx, patient_id)];
    if (subject === null || wishes === null) continue;
    const address = channel === null ? null : channel === 'letter' ? (wishes.address ?? []).join('\n') : (wishes[channel] ?? (channel === 'email' ? `demo${at}@example.org` : '+12025550100'));
    const planned = Date.parse(start) - lead * minute;
    const due = new Date(state === 'planned' ? planned : Math.min(planned, now.getTime() - (at + 1) * 11 * minute));
    const sent = channel !== null && ['sent', 'unresolved'].includes(state) ? due : null;
    const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(tx);
    const id = rows[0]?.id ?? '';
    const content = channel === null || address === null ? null
      : seal(JSON.stringify(await compose(tx, { kind, channel, address, about_kind, about_id, subject, wishes, setting, hospital })), contentPlace(id));
    await sql`insert into messages.message (id, about_kind, about_id, about_version, kind, lead_minutes, patient_id, due_at, expires_at, state, why, tries, channel, content_encrypted, claimed_at, sent_at,
        delivery, delivered_at, answer, answered_at)
      values (${id}::uuid, ${about_kind}, ${about_id}::uuid, ${version}, ${kind}, ${lead}, ${patient_id}::uuid, ${due}, ${new Date(start)}, ${state}, ${why}, ${channel === null ? 0 : 1}, ${channel}, ${content}, ${sent ?? (channel === null ? null : due)},
        ${state === 'sent' ? sent : null}, ${delivery}, ${delivery === null ? null : sent}, ${answer}, ${answer === null ? null : sent}) on conflict do nothing`.execute(tx);
    if (delivery === 'bounced' && channel === 'email' && address !== null) await doubtAddress(tx, { message_id: id, patient_id, channel, address, lasting: true });
    count += 1;
  }
  return count;
}
